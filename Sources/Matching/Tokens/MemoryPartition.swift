// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One partition of runs in memory.
struct MemoryPartition: TokenSource {
    let runs: [TokenRun]
    let partition: Int
    let lists: Int

    var count: Int {
        runs.reduce(0) { $0 + Int($1.offsets[(partition + 1) * lists] - $1.offsets[partition * lists]) }
    }

    func forEachSlice(_ body: (TokenSlice) throws -> Void) throws {
        for list in 0..<lists {
            for run in runs {
                let slice = run.slice(partition: partition, list: list)
                if slice.count > 0 { try body(slice) }
            }
        }
    }
}
