// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// An hourly variable of the weather that rules may use (protocol/v1/segments.md §5).
package enum WeatherVariable: String, CaseIterable, Hashable, Sendable {
    case temperature = "temperature_2m"
    case apparentTemperature = "apparent_temperature"
    case precipitation
    case rain
    case showers
    case snowfall
    case precipitationProbability = "precipitation_probability"
    case cloudCover = "cloud_cover"
    case relativeHumidity = "relative_humidity_2m"
    case windSpeed = "wind_speed_10m"
    case weatherCode = "weather_code"

    /// The unit as Open-Meteo writes it.
    package var unit: String {
        switch self {
        case .temperature, .apparentTemperature: "°C"
        case .precipitation, .rain, .showers: "mm"
        case .snowfall: "cm"
        case .precipitationProbability, .cloudCover, .relativeHumidity: "%"
        case .windSpeed: "km/h"
        case .weatherCode: "wmo code"
        }
    }

    /// Its type in rules.
    var type: RuleType { self == .weatherCode ? .int : .double }

    /// What its name in rules stands for.
    var key: AttributeKey { AttributeKey(owner: "weather", name: rawValue) }
}
