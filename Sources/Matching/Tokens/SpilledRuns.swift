// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Sorted runs in a partition file, and in memory where each partition of each run lies and what it sums to.
final class SpilledRuns {
    private struct Place {
        let start: Int
        let count: Int
        let offsets: [UInt32]
        let sums: [UInt64]
    }

    private let file: any PartitionFile
    private let lists: Int
    private let mixer: TokenMixer
    private var places: [Place] = []
    private var end = 0
    /// Holds what is read: tokens, then rows.
    private var buffer: PageMemory?
    private var bufferTokens = 0

    init(file: any PartitionFile, lists: Int, mixer: TokenMixer) {
        self.file = file
        self.lists = lists
        self.mixer = mixer
    }

    func append(_ run: TokenRun) throws {
        try file.append(run.bytes)
        places.append(Place(start: end, count: run.count, offsets: run.offsets, sums: run.sums))
        end += run.bytes.count
    }

    func count(of partition: Int) -> Int {
        places.reduce(0) { $0 + Int($1.offsets[(partition + 1) * lists] - $1.offsets[partition * lists]) }
    }

    /// Reads a partition run by run; throws ``TokenFault/damagedPartition`` where it is not what was written.
    func forEachSlice(of partition: Int, _ body: (TokenSlice) throws -> Void) throws {
        for place in places {
            let start = Int(place.offsets[partition * lists])
            let count = Int(place.offsets[(partition + 1) * lists]) - start
            guard count > 0 else { continue }
            let base = try room(for: count)
            let tokens = UnsafeMutableRawBufferPointer(start: base, count: count * 16)
            let rows = UnsafeMutableRawBufferPointer(start: base + bufferTokens * 16, count: count * 4)
            try read(at: place.start + start * 16, into: tokens)
            try read(at: place.start + place.count * 16 + start * 4, into: rows)
            let words = UnsafePointer(base.assumingMemoryBound(to: UInt64.self))
            let numbers = UnsafePointer((base + bufferTokens * 16).assumingMemoryBound(to: UInt32.self))
            guard sum(words, numbers, count) == place.sums[partition] else { throw TokenFault.damagedPartition }
            for list in 0..<lists {
                let first = Int(place.offsets[partition * lists + list]) - start
                let next = Int(place.offsets[partition * lists + list + 1]) - start
                guard next > first else { continue }
                try body(
                    TokenSlice(list: list, tokens: words + 2 * first, rows: numbers + first, count: next - first))
            }
        }
    }

    private func sum(_ tokens: UnsafePointer<UInt64>, _ rows: UnsafePointer<UInt32>, _ count: Int) -> UInt64 {
        let mixer = mixer
        var sum: UInt64 = 0
        for index in 0..<count {
            sum &+= mixer.mix(tokens[2 * index], tokens[2 * index + 1]) &* (2 &* UInt64(rows[index]) &+ 1)
        }
        return sum
    }

    private func read(at position: Int, into bytes: UnsafeMutableRawBufferPointer) throws {
        guard try file.read(at: position, into: bytes) == bytes.count else { throw TokenFault.damagedPartition }
    }

    private func room(for count: Int) throws -> UnsafeMutableRawPointer {
        if let buffer, bufferTokens >= count { return buffer.base }
        let larger = try PageMemory(byteCount: count * TokenPlan.recordBytes)
        buffer = larger
        bufferTokens = count
        return larger.base
    }
}
