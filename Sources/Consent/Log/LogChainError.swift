// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why entries do not continue a log: the coordinator's log was cut, reordered or rewritten.
package enum LogChainError: Error, Equatable, CustomStringConvertible {
    case otherAgreement(sequence: Int)
    case wrongSequence(expected: Int, found: Int)
    case brokenChain(sequence: Int)

    package var description: String {
        switch self {
        case .otherAgreement(let sequence):
            "log entry \(sequence): it belongs to another agreement; keep the answer and ask the coordinator's operator"
        case .wrongSequence(let expected, let found):
            "log entry \(expected): entry \(found) stands in its place; keep the answer and ask the coordinator's operator"
        case .brokenChain(let sequence):
            "log entry \(sequence): it does not continue the log that was verified before, which was rewritten; "
                + "keep both and ask the coordinator's operator"
        }
    }
}
