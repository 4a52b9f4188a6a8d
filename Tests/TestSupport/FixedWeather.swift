// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Segmentation

/// Weather that a test makes up; without any, there are no places.
package struct FixedWeather: WeatherSource {
    /// By place.
    package let files: [String: WeatherFile]

    package init(_ files: [String: WeatherFile] = [:]) { self.files = files }

    package var places: Set<String> { Set(files.keys) }

    package func file(of place: String) throws(WeatherError) -> WeatherFile {
        guard let file = files[place] else { throw .missing }
        return file
    }
}
