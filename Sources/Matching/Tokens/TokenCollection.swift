// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// All tokens of a round on their way to a match: sorted in memory, or in a partition file where the plan says so.
package final class TokenCollection {
    private let plan: TokenPlan
    private let mixer: TokenMixer
    private let splitter: TokenMixer
    private let sorter: TokenSorter
    private var runs: [TokenRun] = []
    private var spilled: SpilledRuns?
    /// Rows added of each list.
    private var added: [Int]

    /// - Parameters:
    ///   - store: makes the partition file where the plan needs one.
    ///   - generator: draws the keys that places of tokens are made of.
    package init(
        _ plan: TokenPlan, store: any PartitionStore, using generator: inout some RandomNumberGenerator
    ) throws {
        self.plan = plan
        mixer = TokenMixer(using: &generator)
        splitter = TokenMixer(using: &generator)
        added = plan.rows.map { _ in 0 }
        sorter = try TokenSorter(
            lists: plan.lists, bits: plan.spills ? plan.fileBits : plan.memoryBits, skipping: 0,
            capacity: plan.runTokens(of: plan.tokens, forFile: plan.spills), mixer: mixer)
        if plan.spills { spilled = SpilledRuns(file: try store.makeFile(), lists: plan.lists, mixer: mixer) }
    }

    /// Adds tokens of a list, in any order of rows; each row once.
    ///
    /// - Parameters:
    ///   - bytes: 16 bytes a token.
    ///   - firstRow: the row of the first.
    package func add(_ bytes: UnsafeRawBufferPointer, list: Int, firstRow: Int) throws {
        let count = bytes.count / 16
        guard plan.rows.indices.contains(list), firstRow >= 0, firstRow + count <= plan.rows[list] else {
            throw TokenFault.incomplete(list: list)
        }
        var done = 0
        while done < count {
            if sorter.isFull { try flush() }
            done += sorter.add(
                UnsafeRawBufferPointer(rebasing: bytes[(done * 16)..<(count * 16)]), list: list,
                firstRow: firstRow + done)
        }
        added[list] += count
    }

    /// Evaluates an expression over all lists; the collection is of no use afterwards.
    ///
    /// - Parameters:
    ///   - truthTable: 2^n values, indexed by the set of lists as bits.
    ///   - wanted: lists whose positions are wanted; every true set must hold them.
    /// - Throws: ``DuplicateToken`` where a list holds a token twice: the lowest such list, and in it the lowest row whose token is in
    ///   an earlier row too. ``TokenFault``; what the partition file throws.
    package func match(truthTable: [Bool], positionsOf wanted: [Int]) throws -> TokenMatch {
        for list in plan.rows.indices where added[list] != plan.rows[list] { throw TokenFault.incomplete(list: list) }
        if !sorter.isEmpty { try flush() }
        let matcher = try PartitionMatcher(
            plan: plan, collector: MemberCollector(truthTable: truthTable, positionsOf: wanted, rows: plan.rows),
            mixer: mixer, splitter: splitter)
        if let spilled {
            for partition in 0..<1 << plan.fileBits {
                try match(FilePartition(runs: spilled, partition: partition), matcher)
            }
        } else {
            try match(runs, matcher)
        }
        return try matcher.result()
    }

    private func flush() throws {
        let run = try sorter.sort()
        if let spilled { try spilled.append(run) } else { runs.append(run) }
    }

    private func match(_ runs: [TokenRun], _ matcher: PartitionMatcher) throws {
        for partition in 0..<1 << plan.memoryBits {
            try matcher.match(MemoryPartition(runs: runs, partition: partition, lists: plan.lists))
        }
    }

    /// Takes a partition of the file into memory and divides it further; one that is far too large for that is gone through as it is.
    private func match(_ partition: FilePartition, _ matcher: PartitionMatcher) throws {
        let count = partition.count
        guard count * TokenPlan.recordBytes <= plan.memory / 2 else { return try matcher.match(partition) }
        let inner = try TokenSorter(
            lists: plan.lists, bits: plan.memoryBits, skipping: plan.fileBits,
            capacity: plan.runTokens(of: count, forFile: false), mixer: mixer)
        var runs: [TokenRun] = []
        try partition.forEachSlice { slice in
            var done = 0
            while done < slice.count {
                if inner.isFull { runs.append(try inner.sort()) }
                done += inner.add(slice, from: done)
            }
        }
        if !inner.isEmpty { runs.append(try inner.sort()) }
        try match(runs, matcher)
    }
}
