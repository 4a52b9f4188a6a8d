// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Ristretto

/// `symbolon speed`.
struct SpeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speed",
        abstract: "Measure each kernel against libsodium, on one core, and tell how long a list takes.",
        discussion: """
            Takes some seconds, and needs no home. SYMBOLON_LANES=portable|avx2|avx512ifma chooses the lanes. Other work on the \
            machine makes the figures worse, never better: run it twice.

            Example: symbolon speed --rows 10000000

            JSON: {"cores", "cpu", "lanes", "microsecondsPerElement": {"blind", "libsodiumBlind", "libsodiumReblind", "match", \
            "numbersCheck", "reblind"}, "rows", "secondsForList": {"blind", "reblind"}}; of one core but for the seconds.
            """)

    @Option(help: "The length of the list whose time is told.")
    var rows = 1_000_000

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    /// More rows than any list has.
    private static let mostRows = 1_000_000_000_000

    func run() throws {
        guard (1...Self.mostRows).contains(rows) else {
            throw CommandFailure("--rows: expected a number of rows from 1 to \(Self.mostRows)", .usage)
        }
        let speed = try MachineSpeed.measured(on: Lanes.chosen.get())
        let cores = ProcessInfo.processInfo.activeProcessorCount
        switch format {
        case .text: try StandardOutput.write(line: speed.text(rows: rows, cores: cores))
        case .json: try StandardOutput.write(line: speed.json(rows: rows, cores: cores))
        }
    }
}
