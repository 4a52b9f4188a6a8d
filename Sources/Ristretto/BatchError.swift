// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says why a batch gave no result.
///
/// Indexes count rows from zero, and name the first bad row.
package enum BatchError: Error, Hashable, CustomStringConvertible {
    /// The bytes are not a whole number of 32-byte elements.
    case partElement(byteCount: Int)
    /// The room for the results is not exactly what the rows need.
    case outputByteCount(expected: Int, actual: Int)
    /// A row is no element that is accepted.
    case badElement(index: Int, reason: ElementError)
    /// A row is no number of 7 to 15 digits.
    case badNumber(index: Int)
    /// A result would have been the identity.
    case identityResult(index: Int)
    /// The lanes that were asked for are not there.
    case noLanes(LanesError)

    /// Names the row in a column of which the error's rows are a slice.
    func moved(by rows: Int) -> BatchError {
        switch self {
        case .badElement(let index, let reason): .badElement(index: index + rows, reason: reason)
        case .badNumber(let index): .badNumber(index: index + rows)
        case .identityResult(let index): .identityResult(index: index + rows)
        case .partElement, .outputByteCount, .noLanes: self
        }
    }

    package var description: String {
        switch self {
        case .partElement(let count): "\(count) bytes are not a whole number of 32-byte elements"
        case .outputByteCount(let expected, let actual):
            "room for \(actual) bytes of results where \(expected) are needed"
        case .badElement(let index, let reason): "row \(index): \(reason)"
        case .badNumber(let index): "row \(index): not a number of 7 to 15 digits"
        case .identityResult(let index): "row \(index): the result is the identity element"
        case .noLanes(let error): "\(error)"
        }
    }
}
