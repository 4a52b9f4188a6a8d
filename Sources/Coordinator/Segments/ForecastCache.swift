// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Segmentation
internal import Signing
internal import Synchronization

/// The weather of places, parsed once for as long as a file stays the same.
///
/// Blocks while a file is read and parsed: to be called through ``Offload`` alone.
final class ForecastCache: Sendable {
    private struct Entry {
        let version: WeatherFile.Version
        let forecast: Result<Forecast, WeatherError>
    }

    private let source: any WeatherSource
    /// By place.
    ///
    /// Parsing happens under the lock: of many who ask at once one works, and the others take what it found.
    private let entries = Mutex<[String: Entry]>([:])

    init(_ source: any WeatherSource) { self.source = source }

    /// The weather of a place, or why there is none that is good for now.
    func forecast(of place: String, at now: Timestamp) -> Result<Forecast, WeatherError> {
        do throws(WeatherError) {
            let file = try source.file(of: place)
            let forecast = try parsed(file, of: place).get()
            try forecast.check(modifiedAt: file.modifiedAt, now: now, maximumAge: file.maximumAge)
            return .success(forecast)
        } catch {
            return .failure(error)
        }
    }

    private func parsed(_ file: WeatherFile, of place: String) -> Result<Forecast, WeatherError> {
        guard let version = file.version else { return Self.parse(file) }
        return entries.withLock { entries in
            if let entry = entries[place], entry.version == version { return entry.forecast }
            let forecast = Self.parse(file)
            entries[place] = Entry(version: version, forecast: forecast)
            return forecast
        }
    }

    private static func parse(_ file: WeatherFile) -> Result<Forecast, WeatherError> {
        do throws(WeatherError) {
            return .success(try Forecast(openMeteo: file.bytes))
        } catch {
            return .failure(error)
        }
    }
}
