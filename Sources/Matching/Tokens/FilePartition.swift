// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// One partition of a partition file.
struct FilePartition: TokenSource {
    let runs: SpilledRuns
    let partition: Int

    var count: Int { runs.count(of: partition) }

    func forEachSlice(_ body: (TokenSlice) throws -> Void) throws { try runs.forEachSlice(of: partition, body) }
}
