// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a file is not the document it should be: the file, the line (from 1) and the field, one line of text.
package struct DocumentError: Error, Equatable, CustomStringConvertible {
    /// The file as the caller named it.
    package let file: String
    /// The line, counted from 1; nil where it is not known.
    package let line: Int?
    /// The path of the field, as `parties[1].cap`; nil where the file is no YAML at all.
    package let field: String?
    /// What is wrong and what to do.
    package let problem: String

    package init(file: String, line: Int?, field: String?, problem: String) {
        self.file = file
        self.line = line
        self.field = field
        self.problem = problem
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return field.map { "\(place): \($0): \(problem)" } ?? "\(place): \(problem)"
    }
}
