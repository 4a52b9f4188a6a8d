// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the command line says.
struct Arguments {
    static let usage = """
        usage: benchmarks [NAME…] [--format text|json] [--rounds N] [--count N] [--rows N] [--seed S] [--core N]
        names: memory, e164, messy, invalid, facts, kernels, matcher; all of these unless given
        and, taking a minute or more: blinding, which is csv-to-tokens (1,000,000 rows) and sorting (10,000,000 rows);
        matcher-file, which needs 6 GB of disk
        --rounds N  how often each is measured (11); --count N  phone numbers of e164, messy, invalid and facts (50,000)
        --rows N    the list of csv-to-tokens (55 bytes of $TMPDIR a row) and of sorting (48 bytes of it, and of memory)
        --core N    keep to this core; unless given, blinding takes all cores and everything else one
        """
    static let names = ["memory", "e164", "messy", "invalid", "facts", "kernels", "matcher"]
    /// Run only where they are named.
    static let longNames = ["csv-to-tokens", "sorting", "matcher-file"]
    /// Names of several.
    private static let groups = ["blinding": ["csv-to-tokens", "sorting"]]

    private(set) var wanted: Set<String> = []
    private(set) var isHelp = false
    private(set) var isJSON = false
    private(set) var rounds = 11
    private(set) var count = 50_000
    /// Of a whole list; nil for what each benchmark takes.
    private(set) var rows: Int?
    private(set) var seed: UInt64 = 1
    private(set) var core: Int?

    /// Nil if they cannot be understood.
    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            if argument == "--help" {
                isHelp = true
                continue
            }
            guard argument.hasPrefix("--") else {
                let names = Self.groups[argument] ?? [argument]
                guard names.allSatisfy((Self.names + Self.longNames).contains) else { return nil }
                wanted.formUnion(names)
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch (argument, UInt64(value)) {
            case ("--format", nil) where value == "json" || value == "text": isJSON = value == "json"
            case ("--rounds", let number?) where (1...1000).contains(number): rounds = Int(number)
            case ("--count", let number?) where (100...1_000_000).contains(number): count = Int(number)
            case ("--rows", let number?) where (1000...1_000_000_000).contains(number): rows = Int(number)
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
