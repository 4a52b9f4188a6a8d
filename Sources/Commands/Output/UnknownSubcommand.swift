// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Lists

/// A word that stands where a subcommand was expected, and is none.
struct UnknownSubcommand {
    let word: String
    /// What stands before it, with the program's name.
    let path: String
    /// The subcommands that there are.
    let names: [String]

    /// Nil where the arguments start with a command that takes what follows, or where no word follows at all.
    init?(in arguments: [String]) {
        var command: any ParsableCommand.Type = SymbolonCommand.self
        var path = SymbolonCommand._commandName
        for argument in arguments {
            let subcommands = command.configuration.subcommands
            guard !subcommands.isEmpty, !argument.hasPrefix("-") else { return nil }
            guard let next = subcommands.first(where: { $0._commandName == argument }) else {
                word = argument
                self.path = path
                names = subcommands.map { $0._commandName }
                return
            }
            command = next
            path += " \(argument)"
        }
        return nil
    }

    /// What is wrong, and the name that was probably meant, or all of them where they are few.
    var problem: String {
        if let near = ListLayout.nearName(to: word, among: names) {
            return "no subcommand \(word): did you mean \(near)?"
        }
        return "no subcommand \(word)" + (names.count > 6 ? ":" : ": expected \(names.joined(separator: ", ")):")
    }
}
