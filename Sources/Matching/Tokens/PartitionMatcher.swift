// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Evaluates the match expression partition by partition, with one table that is used again.
final class PartitionMatcher {
    private let plan: TokenPlan
    private let mixer: TokenMixer
    private let splitter: TokenMixer
    private var table: TokenTable
    private var collector: MemberCollector
    private var repetition: DuplicateToken?

    /// - Parameter splitter: other keys than the mixer's, by which partitions are divided that are too large for a table.
    init(plan: TokenPlan, collector: MemberCollector, mixer: TokenMixer, splitter: TokenMixer) throws(TokenFault) {
        self.plan = plan
        self.collector = collector
        self.mixer = mixer
        self.splitter = splitter
        // A partition's size varies; a table holds at most three quarters of its slots.
        let expected = plan.tokens >> (plan.fileBits + plan.memoryBits)
        var capacity = 16
        while capacity * 5 / 8 < expected { capacity *= 2 }
        table = try TokenTable(capacity: capacity, lists: plan.lists)
    }

    /// Evaluates one partition.
    func match(_ source: some TokenSource) throws {
        let count = source.count
        guard count > 0 else { return }
        if count <= table.room {
            table.clear()
            try source.forEachSlice { table.add($0, mixer: mixer) }
            try finish(table)
        } else {
            try match(source, share: TokenShare(mixer: splitter))
        }
    }

    /// Evaluates a share of a partition in a table that grows, up to a bound; a share that is larger is divided.
    ///
    /// A token that is there many times takes one slot: only different tokens make a table grow, and nobody can choose those for a
    /// partition.
    private func match(_ source: some TokenSource, share: TokenShare) throws {
        var large = try TokenTable(capacity: table.capacity, lists: plan.lists)
        let most = max(plan.tableSlots(slotBytes: TokenTable.slotBytes(lists: plan.lists)), table.capacity)
        do {
            try source.forEachSlice { slice in
                var next = 0
                while true {
                    next = large.add(slice, from: next, mixer: mixer, share: share)
                    if next == slice.count { return }
                    guard large.capacity < most else { throw TableFull() }
                    large = try large.doubled(mixer: mixer)
                }
            }
        } catch is TableFull {
            note(large.repetition)
            let halves = share.halves
            if halves.isEmpty { throw TokenFault.noMemory }
            for half in halves { try match(source, share: half) }
            return
        }
        try finish(large)
    }

    /// The members; throws ``DuplicateToken`` where a list holds a token twice.
    func result() throws -> TokenMatch {
        if let repetition { throw repetition }
        return try collector.result()
    }

    private func finish(_ table: TokenTable) throws {
        note(table.repetition)
        // There will be no result: what is left is which row is named.
        if repetition == nil { try collector.collect(table) }
    }

    private func note(_ other: DuplicateToken?) {
        guard let other else { return }
        if let repetition, (repetition.list, repetition.row) <= (other.list, other.row) { return }
        repetition = other
    }

    private struct TableFull: Error {}
}
