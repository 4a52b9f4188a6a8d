// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a file holds no data to try rules on.
package enum RuleDataError: Error, Equatable, CustomStringConvertible {
    case tooLarge
    case notJSON
    case notAnObject

    package var description: String {
        switch self {
        case .tooLarge: "the data is larger than \(RuleData.maximumBytes) bytes"
        case .notJSON: "the data is no JSON of at most 32 levels"
        case .notAnObject: "expected one JSON object, as {\"streamco\": {\"interest\": \"film\"}}"
        }
    }
}
