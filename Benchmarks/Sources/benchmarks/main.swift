// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CMeasuring
import Glibc
import PhoneNumbers

func complain(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
}

let arguments: Arguments
do { arguments = try Arguments(CommandLine.arguments.dropFirst()) } catch {
    complain("benchmarks: \(error); see benchmarks --help")
    exit(64)
}

if arguments.isHelp {
    print(Arguments.usage)
    exit(0)
}

var status: Int32 = 0

func show(_ outcome: Outcome) {
    print(arguments.isJSON ? outcome.json : outcome.text)
    fflush(nil)
}

func pin(_ core: Int) {
    if !measuring_pin(Int32(core)) {
        complain("benchmarks: core \(core) is not to be had; running where the system puts it")
    }
}

@MainActor func run() throws {
    if let core = arguments.core { pin(core) }
    if arguments.wants("memory") { show(MemoryBenchmark().run()) }
    // On all cores, unless one is named: that is how a party makes its list.
    if arguments.wants("csv-to-tokens") {
        let benchmark = ListBenchmark(rows: arguments.rows ?? 1_000_000, seed: arguments.seed)
        show(try benchmark.run(rounds: arguments.rounds))
    }
    if arguments.wants("sorting") {
        let benchmark = SortingBenchmark(rows: arguments.rows ?? 10_000_000, seed: arguments.seed)
        show(try benchmark.run(rounds: arguments.rounds))
    }
    pin(arguments.core ?? Int(measuring_core()))
    if arguments.wants("kernels") {
        for outcome in try KernelBenchmark().run(rounds: arguments.rounds) { show(outcome) }
        show(try DigestBenchmark(seed: arguments.seed).run(rounds: arguments.rounds))
    }
    if ["e164", "messy", "invalid", "facts"].contains(where: arguments.wants) {
        var maker = try InputMaker(count: arguments.count, seed: arguments.seed)
        // All are made before any is chosen, so that a benchmark has the same inputs alone as among others.
        let (e164, messy, invalid) = (maker.e164(), maker.messy(), maker.invalid())
        for (name, texts) in [("e164", e164), ("messy", messy), ("invalid", invalid)] where arguments.wants(name) {
            let outcome = ReadingBenchmark(name: name, texts: texts).run(rounds: arguments.rounds)
            show(outcome)
            if let allocations = outcome.measurements.first?.allocations, allocations > 0 {
                complain("benchmarks: \(name): reading a number allocates, which no row may cost")
                status = 1
            }
        }
        if arguments.wants("facts") {
            show(FactsBenchmark(numbers: maker.numbers.map(\.number)).run(rounds: arguments.rounds))
        }
    }
    if arguments.wants("matcher") {
        let benchmark = MatcherBenchmark(name: "matcher", lists: 4, rows: 5_000_000, seed: arguments.seed, wanted: 2)
        show(try benchmark.run(rounds: arguments.rounds))
    }
    if arguments.wants("matcher-file") {
        let benchmark = MatcherBenchmark(name: "matcher-file", lists: 3, rows: 100_000_000, seed: arguments.seed, wanted: 2)
        show(try benchmark.run(rounds: 1))
    }
}

do { try run() } catch {
    complain("benchmarks: \(error)")
    exit(73)
}
exit(status)
