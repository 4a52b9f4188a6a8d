// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// Why there is no weather to plan with; one line.
package enum WeatherError: Error, Equatable, CustomStringConvertible {
    /// There is no file.
    case missing
    case tooLarge
    case notJSON
    /// Lists or objects are nested deeper than any forecast is.
    case tooDeep
    /// There are more lists and objects than in any forecast.
    case tooManyParts
    /// A field is not as Open-Meteo writes it.
    case shape(field: String, problem: String)
    /// The file is older than is allowed, both in seconds.
    case stale(age: Int64, maximum: Int64)
    /// The file was changed in the future.
    case future
    /// The rule asks for variables that have no value in the time that is planned, and is true without them at no hour.
    case without([String])
    /// The last hour is over.
    case ended(Timestamp)

    package var description: String {
        switch self {
        case .missing: "there is no weather file for this place"
        case .tooLarge: "the weather file is larger than \(Forecast.maximumBytes) bytes"
        case .notJSON: "the weather file is no JSON"
        case .tooDeep: "the weather file is nested more than \(Forecast.maximumDepth) levels deep"
        case .tooManyParts: "the weather file has more than \(Forecast.maximumParts) lists and objects"
        case .shape(let field, let problem): "the weather file has another shape: \(field): \(problem)"
        case .stale(let age, let maximum):
            "the weather file is \(age) seconds old, and \(maximum) are allowed; fetch it again"
        case .future: "the weather file was changed in the future; check the clocks"
        case .without(let variables):
            "the weather file has no value of \(variables.joined(separator: ", ")) for the time that is planned; fetch it with it"
        case .ended(let end): "the weather file ends at \(end); fetch it again"
        }
    }
}
