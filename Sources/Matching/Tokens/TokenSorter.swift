// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Collects tokens with their rows until a run is full, and sorts it by partition and list.
///
/// One pass counts and one moves. A run is small enough for the caches and their translations, so that moving needs no buffers of its own.
final class TokenSorter {
    private let lists: Int
    private let capacity: Int
    private let mixer: TokenMixer
    /// Bits of a mixed token above those that name its partition, and below them.
    private let skipped: UInt64
    private let shift: UInt64
    private let partitions: Int
    private let memory: PageMemory
    private let tokens: UnsafeMutablePointer<UInt64>
    private let rows: UnsafeMutablePointer<UInt32>
    private let places: UnsafeMutablePointer<UInt16>
    private var segments: [(list: Int, start: Int, end: Int)] = []
    private(set) var count = 0

    /// - Parameters:
    ///   - bits: 2^bits partitions, at most 2^13.
    ///   - skipped: how many of the upper bits name something else.
    ///   - capacity: tokens of a run.
    init(lists: Int, bits: Int, skipping skipped: Int, capacity: Int, mixer: TokenMixer) throws(TokenFault) {
        self.lists = lists
        self.capacity = capacity
        self.mixer = mixer
        self.skipped = UInt64(skipped)
        shift = 64 - UInt64(bits)
        partitions = 1 << bits
        memory = try PageMemory(byteCount: capacity * (TokenPlan.recordBytes + 2))
        tokens = memory.base.assumingMemoryBound(to: UInt64.self)
        rows = (memory.base + capacity * 16).assumingMemoryBound(to: UInt32.self)
        places = (memory.base + capacity * 20).assumingMemoryBound(to: UInt16.self)
    }

    var isFull: Bool { count == capacity }
    var isEmpty: Bool { count == 0 }

    /// Adds tokens whose rows follow each other; answers how many had room.
    func add(_ bytes: UnsafeRawBufferPointer, list: Int, firstRow: Int) -> Int {
        let taken = min(bytes.count / 16, capacity - count)
        guard taken > 0, let source = bytes.baseAddress else { return 0 }
        UnsafeMutableRawPointer(tokens + 2 * count).copyMemory(from: source, byteCount: taken * 16)
        let target = rows + count
        for index in 0..<taken { target[index] = UInt32(truncatingIfNeeded: firstRow &+ index) }
        note(list, taken)
        return taken
    }

    /// Adds tokens from an index on; answers how many had room.
    func add(_ slice: TokenSlice, from start: Int) -> Int {
        let taken = min(slice.count - start, capacity - count)
        guard taken > 0 else { return 0 }
        (tokens + 2 * count).update(from: slice.tokens + 2 * start, count: 2 * taken)
        (rows + count).update(from: slice.rows + start, count: taken)
        note(slice.list, taken)
        return taken
    }

    private func note(_ list: Int, _ taken: Int) {
        if let last = segments.last, last.list == list {
            segments[segments.count - 1].end += taken
        } else {
            segments.append((list, count, count + taken))
        }
        count += taken
    }

    /// Gives what was added as a sorted run, and starts anew.
    func sort() throws(TokenFault) -> TokenRun {
        let target = try PageMemory(byteCount: count * TokenPlan.recordBytes)
        var offsets = [UInt32](repeating: 0, count: partitions * lists + 1)
        var sums = [UInt64](repeating: 0, count: partitions)
        var buckets = offsets.mutableSpan
        var partitionSums = sums.mutableSpan
        buckets.withUnsafeMutableBufferPointer { buckets in
            partitionSums.withUnsafeMutableBufferPointer { sums in
                if let buckets = buckets.baseAddress, let sums = sums.baseAddress { tally(buckets, sums) }
            }
        }
        var start: UInt32 = 0
        var next = [UInt32](repeating: 0, count: partitions * lists)
        for bucket in 0..<partitions * lists {
            let size = offsets[bucket]
            offsets[bucket] = start
            next[bucket] = start
            start += size
        }
        offsets[partitions * lists] = start
        next.withUnsafeMutableBufferPointer { if let next = $0.baseAddress { move(into: target, next) } }
        let run = TokenRun(count: count, lists: lists, offsets: offsets, sums: sums, memory: target)
        segments.removeAll(keepingCapacity: true)
        count = 0
        return run
    }

    private func tally(_ buckets: UnsafeMutablePointer<UInt32>, _ sums: UnsafeMutablePointer<UInt64>) {
        let (mixer, skipped, shift, lists) = (mixer, skipped, shift, lists)
        let (tokens, rows, places) = (tokens, rows, places)
        // A shift by 64 leaves nothing: one partition.
        for segment in segments {
            for index in segment.start..<segment.end {
                let mixed = mixer.mix(tokens[2 * index], tokens[2 * index + 1])
                let partition = Int(truncatingIfNeeded: (mixed << skipped) >> shift)
                places[index] = UInt16(truncatingIfNeeded: partition)
                buckets[partition &* lists &+ segment.list] &+= 1
                sums[partition] &+= mixed &* (2 &* UInt64(rows[index]) &+ 1)
            }
        }
    }

    private func move(into target: PageMemory, _ next: UnsafeMutablePointer<UInt32>) {
        let (tokens, rows, places, lists) = (tokens, rows, places, lists)
        let sorted = target.base.assumingMemoryBound(to: UInt64.self)
        let sortedRows = (target.base + count * 16).assumingMemoryBound(to: UInt32.self)
        for segment in segments {
            for index in segment.start..<segment.end {
                let bucket = Int(places[index]) &* lists &+ segment.list
                let place = Int(next[bucket])
                next[bucket] &+= 1
                sorted[2 * place] = tokens[2 * index]
                sorted[2 * place + 1] = tokens[2 * index + 1]
                sortedRows[place] = rows[index]
            }
        }
    }
}
