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

    /// What cannot be understood.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: some Sequence<String>) throws(Fault) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            if argument == "--help" {
                isHelp = true
            } else if argument.hasPrefix("--") {
                try take(argument, rest.popFirst())
            } else {
                let names = Self.groups[argument] ?? [argument]
                guard names.allSatisfy((Self.names + Self.longNames).contains) else {
                    throw Fault(description: "\(argument): there is no such benchmark")
                }
                wanted.formUnion(names)
            }
        }
    }

    private mutating func take(_ option: String, _ value: String?) throws(Fault) {
        func number(_ range: ClosedRange<UInt64>) throws(Fault) -> UInt64 {
            guard let number = value.flatMap({ UInt64($0) }), range.contains(number) else {
                throw Fault(description: "\(option): expected a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        switch option {
        case "--format":
            guard value == "json" || value == "text" else { throw Fault(description: "--format: expected text or json") }
            isJSON = value == "json"
        case "--rounds": rounds = Int(try number(1...1000))
        case "--count": count = Int(try number(100...1_000_000))
        case "--rows": rows = Int(try number(1000...1_000_000_000))
        case "--seed": seed = try number(0...UInt64.max)
        case "--core": core = Int(try number(0...1023))
        default: throw Fault(description: "\(option): there is no such option")
        }
    }

    func wants(_ name: String) -> Bool {
        wanted.isEmpty ? Self.names.contains(name) : wanted.contains(name)
    }
}
