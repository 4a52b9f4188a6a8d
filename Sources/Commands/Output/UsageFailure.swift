// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a command line that cannot be understood ends with: one line, and where to read on.
package struct UsageFailure {
    /// The line.
    package let text: String

    /// - Parameters:
    ///   - message: ArgumentParser's word for what is wrong.
    ///   - fullMessage: the same with the usage, whose last line names the command's help.
    ///   - arguments: what was typed, without the program's name.
    package init(message: String, fullMessage: String, arguments: [String] = []) {
        if let unknown = UnknownSubcommand(in: arguments) {
            text = Self.text(unknown)
            return
        }
        let problem = message.split(separator: "\n").first.map(String.init) ?? "the arguments cannot be understood"
        let command =
            fullMessage.split(separator: "\n").last.flatMap { line in
                let parts = line.split(separator: "'")
                return parts.count > 1 && parts[1].hasSuffix("--help") ? String(parts[1]) : nil
            } ?? "symbolon --help"
        let shown = Self.advice(on: problem, arguments) ?? Self.withoutNumbers(problem)
        let sentence = shown.hasSuffix(".") ? String(shown.dropLast()) : shown
        text = TerminalText.cleaned("\(sentence): see \(command)")
    }

    init(_ unknown: UnknownSubcommand) { text = Self.text(unknown) }

    private static func text(_ unknown: UnknownSubcommand) -> String {
        TerminalText.cleaned("\(withoutNumbers(unknown.problem)) see \(unknown.path) --help")
    }

    /// What to do where the shell or ArgumentParser took an argument for something else.
    private static func advice(on problem: String, _ arguments: [String]) -> String? {
        if problem.contains("nexpected argument"), holdsSplitNumber(arguments) {
            return "this looks like a number with blanks: put it into quotes"
        }
        let isUnread = problem.hasPrefix("Missing expected argument") || problem.hasPrefix("Unknown option")
        guard isUnread, arguments.contains(where: looksLikeExpression) else { return nil }
        return withoutNumbers(problem) + " (put -- before an argument that begins with -)"
    }

    /// Whether several arguments in a row are the parts of a phone number.
    private static func holdsSplitNumber(_ arguments: [String]) -> Bool {
        let runs = arguments.split { argument in
            !argument.contains(where: \.isNumber) || !argument.allSatisfy { $0.isNumber || "+()-./".contains($0) }
        }
        return runs.contains { $0.count > 1 && $0.joined().count(where: \.isNumber) >= 7 }
    }

    /// Whether an argument begins with a minus and is no option: `-1 < 2`.
    private static func looksLikeExpression(_ argument: String) -> Bool {
        guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 1 else { return false }
        return argument.contains(" ") || argument.dropFirst().first?.isLetter == false
    }

    /// What was typed in the wrong place may be somebody's number.
    private static func withoutNumbers(_ text: String) -> String {
        text.count(where: \.isNumber) < 7 ? text : String(text.map { $0.isNumber ? "…" : $0 })
    }
}
