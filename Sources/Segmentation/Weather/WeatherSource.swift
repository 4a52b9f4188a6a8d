// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where the weather of places comes from.
package protocol WeatherSource: Sendable {
    /// The places that contexts may name.
    var places: Set<String> { get }
    /// Reads a place's file as it is now.
    ///
    /// - Throws: ``WeatherError`` where it is missing or cannot be read.
    func file(of place: String) throws(WeatherError) -> WeatherFile
}
