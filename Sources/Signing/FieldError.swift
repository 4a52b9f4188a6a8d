// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A field of a signed document that cannot be accepted: where it stands and what was expected.
///
/// The text never repeats the value.
package struct FieldError: Error, Equatable, CustomStringConvertible {
    /// Where: `disclosure.minimumResult`, `parties[2].key`.
    package let path: String
    /// What was expected, and what to do.
    package let problem: String

    package init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    package var description: String { "\(path): \(problem)" }

    /// Shows a key only where it looks like the name of a field: it might be anything, a phone number too.
    package static func display(_ key: String) -> String {
        isPresentable(key) ? "the key \"\(key)\"" : "a key of \(key.utf8.count) bytes"
    }

    /// 1 to 64 of `A-Z`, `a-z`, `0-9`, `-`, `.` and `_`, starting with a letter.
    static func isPresentable(_ key: String) -> Bool {
        guard let first = key.utf8.first, isLetter(first), key.utf8.count <= 64 else { return false }
        return key.utf8.allSatisfy {
            isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 || $0 == 95
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}
