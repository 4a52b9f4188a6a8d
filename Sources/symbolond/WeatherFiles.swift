// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Segmentation
internal import Signing
internal import Vocabulary

/// The weather of places as files that something else renews; read anew for each plan.
struct WeatherFiles: WeatherSource {
    private let paths: [String: String]
    private let maximumAge: Int64

    /// Takes entries `PLACE=FILE`.
    ///
    /// - Parameters:
    ///   - folder: where relative paths start.
    ///   - maximumAge: the age from which a file is stale, in seconds.
    init(_ entries: [String], folder: String, maximumAge: Int64) throws {
        var paths: [String: String] = [:]
        for entry in entries {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, TextForm.isName(parts[0]), !parts[1].isEmpty else {
                throw CommandFailure(
                    .badConfiguration,
                    "weather: expected PLACE=FILE, the place of a-z, 0-9 and -, starting with a letter")
            }
            let path = parts[1].hasPrefix("/") ? parts[1] : "\(folder)/\(parts[1])"
            guard paths.updateValue(path, forKey: parts[0]) == nil else {
                throw CommandFailure(.badConfiguration, "weather: the place \(parts[0]) stands twice")
            }
        }
        self.paths = paths
        self.maximumAge = maximumAge
    }

    var places: Set<String> { Set(paths.keys) }

    func file(of place: String) throws(WeatherError) -> WeatherFile {
        guard let path = paths[place], let content = PublicFile.read(path, atMost: Forecast.maximumBytes + 1) else {
            throw .missing
        }
        guard content.bytes.count <= Forecast.maximumBytes else { throw .tooLarge }
        return WeatherFile(
            bytes: content.bytes, modifiedAt: content.modifiedAt, maximumAge: maximumAge, version: content.version)
    }
}
