// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a command line that cannot be understood ends with: one line, and where to read on.
package struct UsageFailure {
    /// The line.
    package let text: String

    /// - Parameters:
    ///   - message: ArgumentParser's word for what is wrong.
    ///   - fullMessage: the same with the usage, whose last line names the command's help.
    package init(message: String, fullMessage: String) {
        let problem = message.split(separator: "\n").first.map(String.init) ?? "the arguments cannot be understood"
        let command =
            fullMessage.split(separator: "\n").last.flatMap { line in
                let parts = line.split(separator: "'")
                return parts.count > 1 && parts[1].hasSuffix("--help") ? String(parts[1]) : nil
            } ?? "symbolon --help"
        text = TerminalText.cleaned("\(Self.withoutNumbers(problem)): see \(command)")
    }

    /// What was typed in the wrong place may be somebody's number.
    private static func withoutNumbers(_ text: String) -> String {
        text.count(where: \.isNumber) < 7 ? text : String(text.map { $0.isNumber ? "…" : $0 })
    }
}
