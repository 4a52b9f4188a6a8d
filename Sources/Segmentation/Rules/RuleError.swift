// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a rule or a text with names cannot be used, with the column at which that shows.
///
/// One line; it repeats granted names, never a part of the rule.
package struct RuleError: Error, Equatable, CustomStringConvertible {
    /// The column in characters, counted from 1 over the whole rule, line ends included.
    package let column: Int
    /// What is wrong and what to do.
    package let problem: String

    package init(column: Int, problem: String) {
        self.column = column
        self.problem = problem
    }

    /// Counts the characters before a scalar, given by its offset in the text.
    init(_ problem: String, at offset: Int, in text: String) {
        var column = 1
        var passed = 0
        for character in text {
            passed += character.unicodeScalars.count
            if passed > offset { break }
            column += 1
        }
        self.init(column: column, problem: problem)
    }

    package var description: String { "column \(column): \(problem)" }

    /// Two lines for a terminal: the rule's line in question, and a caret below the column.
    package func shown(in rule: String) -> String {
        var line: [Character] = []
        var before = 0
        for (index, character) in rule.enumerated() {
            if character.isNewline {
                if index + 1 >= column { break }
                line = []
                before = index + 1
            } else {
                // A control character would be obeyed by the terminal instead of being shown.
                let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
                line.append(isControl && character != "\t" ? " " : character)
            }
        }
        let margin = line.prefix(column - 1 - before).map { $0 == "\t" ? "\t" : " " }.joined()
        return "\(String(line))\n\(margin)^"
    }
}
