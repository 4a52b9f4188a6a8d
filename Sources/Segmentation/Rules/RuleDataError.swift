// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a file holds no data to try rules on.
package enum RuleDataError: Error, Equatable, CustomStringConvertible {
    case tooLarge
    /// Where the data stops being JSON; line and column count from 1, the column in characters.
    case notJSON(line: Int, column: Int, problem: String)
    case notAnObject

    package var description: String {
        switch self {
        case .tooLarge: "the data is larger than \(RuleData.maximumBytes) bytes"
        case .notJSON(let line, let column, let problem): "line \(line), column \(column): \(problem)"
        case .notAnObject: "expected one JSON object, as {\"streamco\": {\"interest\": \"film\"}}"
        }
    }
}
