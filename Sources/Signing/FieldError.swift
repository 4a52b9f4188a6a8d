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
        let bytes = key.utf8
        guard let first = bytes.first, (65...90).contains(first & 0xDF), first < 0x80, bytes.count <= 64,
            bytes.allSatisfy({
                (65...90).contains($0 & 0xDF) && $0 < 0x80 || (48...57).contains($0) || $0 == 45 || $0 == 46 || $0 == 95
            })
        else { return "a key of \(bytes.count) bytes" }
        return "the key \"\(key)\""
    }
}
