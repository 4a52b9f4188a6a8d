// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the command line says.
struct Arguments {
    static let usage = """
        usage: benchmarks [NAME…] [--format text|json] [--rounds N] [--count N] [--seed S] [--core N]
        names: memory, e164, messy, invalid, facts, matcher; all unless given
        and, needing 6 GB of disk and minutes: matcher-file
        """
    static let names = ["memory", "e164", "messy", "invalid", "facts", "matcher"]
    /// Run only where they are named.
    static let longNames = ["matcher-file"]

    private(set) var wanted: Set<String> = []
    private(set) var isJSON = false
    private(set) var rounds = 11
    private(set) var count = 50_000
    private(set) var seed: UInt64 = 1
    private(set) var core: Int?

    /// Nil if they cannot be understood.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                guard (Self.names + Self.longNames).contains(argument) else { return nil }
                wanted.insert(argument)
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch (argument, UInt64(value)) {
            case ("--format", nil) where value == "json" || value == "text": isJSON = value == "json"
            case ("--rounds", let number?) where (1...1000).contains(number): rounds = Int(number)
            case ("--count", let number?) where (100...1_000_000).contains(number): count = Int(number)
            case ("--seed", let number?): seed = number
            case ("--core", let number?) where number < 1024: core = Int(number)
            default: return nil
            }
        }
    }

    func wants(_ name: String) -> Bool {
        wanted.isEmpty ? Self.names.contains(name) : wanted.contains(name)
    }
}
