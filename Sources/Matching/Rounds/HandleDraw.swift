// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Handles of one party for the members of a match, while they are drawn and put in order.
struct HandleDraw: Sendable {
    /// A handle and the index of its member; the array ascends by handle where this came of ``sorted()``.
    private(set) var entries: [(handle: Handle, member: UInt32)]

    /// Draws a handle for each member.
    init(count: Int, using generator: inout some RandomNumberGenerator) {
        entries = []
        entries.reserveCapacity(count)
        for member in 0..<count { entries.append((Handle(using: &generator), UInt32(member))) }
    }

    /// Draws handles anew that stand twice.
    ///
    /// - Returns: false where none does.
    mutating func redraw(using generator: inout some RandomNumberGenerator) -> Bool {
        let repeated = entries.indices.dropFirst().filter { entries[$0].handle == entries[$0 - 1].handle }
        for index in repeated { entries[index].handle = Handle(using: &generator) }
        return !repeated.isEmpty
    }

    /// Sorts by handles: they are random, so that one pass by their leading bits leaves a few in each place.
    func sorted() -> HandleDraw {
        let bits = Int.bitWidth - entries.count.leadingZeroBitCount - 3
        var draw = self
        guard bits > 3 else {
            draw.entries.sort { $0.handle < $1.handle }
            return draw
        }
        let shift = UInt64(UInt64.bitWidth - bits)
        var ends = [Int](repeating: 0, count: 1 << bits)
        for entry in entries { ends[Int(entry.handle.high >> shift)] += 1 }
        var start = 0
        for place in ends.indices {
            let count = ends[place]
            ends[place] = start
            start += count
        }
        draw.entries = [(handle: Handle, member: UInt32)](unsafeUninitializedCapacity: entries.count) { sorted, count in
            guard let base = sorted.baseAddress else { return }
            for entry in entries {
                let place = Int(entry.handle.high >> shift)
                (base + ends[place]).initialize(to: entry)
                ends[place] += 1
            }
            count = entries.count
            start = 0
            for end in ends {
                if end - start > 1 {
                    var few = UnsafeMutableBufferPointer(rebasing: sorted[start..<end])
                    few.sort { $0.handle < $1.handle }
                }
                start = end
            }
        }
        return draw
    }
}
