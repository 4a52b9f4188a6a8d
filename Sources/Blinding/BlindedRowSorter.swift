// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Spilling

/// Puts blinded rows in the ascending order of their encodings, in bounded memory: an external radix sort.
///
/// Rows go to buckets by their leading bits; a bucket that does not fit in memory waits in a temporary file. Draining takes one
/// bucket after the other, sorted on all cores.
final class BlindedRowSorter {
    private var buckets: [BlindedRowBucket]
    /// Leading bits that choose a bucket.
    private let bits: Int

    /// At least so many buckets, so that all cores have some to sort.
    private static let fewestBits = 6
    /// So many open files are allowed anywhere.
    private static let mostBits = 9

    /// - Parameters:
    ///   - rows: how many will be added, about.
    ///   - memory: bytes of it.
    ///   - folder: where temporary files go.
    init(rows: Int, memory: Int, folder: String) {
        let bytes = rows * MemoryLayout<BlindedRow>.stride
        let spills = bytes > memory
        var bits = Self.fewestBits
        // Each core sorts a bucket, which takes it twice.
        while bits < Self.mostBits, bytes >> bits > memory / (8 * Self.coreCount) { bits += 1 }
        self.bits = bits
        let capacity = spills ? max((memory / 2 / MemoryLayout<BlindedRow>.stride) >> bits, 16) : Int.max
        buckets = (0..<1 << bits).map { _ in BlindedRowBucket(capacity: capacity, folder: folder) }
    }

    private static let coreCount = ProcessInfo.processInfo.activeProcessorCount

    /// Adds elements, 32 bytes each, with what each stands for.
    func add(_ elements: UnsafeRawBufferPointer, for pairs: some Collection<Pair>) throws(SpillError) {
        guard let base = elements.baseAddress else { return }
        for (index, pair) in pairs.enumerated() {
            let row = BlindedRow(element: base + index * EncodedElement.byteCount, pair: pair)
            try buckets[Int(truncatingIfNeeded: row.leadingBits &>> UInt64(64 - bits))].append(row)
        }
    }

    /// Gives all rows in ascending order, a bucket at a time.
    func drain(_ body: ([BlindedRow]) throws -> Void) throws {
        for start in stride(from: 0, to: buckets.count, by: Self.coreCount) {
            let wave = start..<min(start + Self.coreCount, buckets.count)
            for rows in try sorted(wave) where !rows.isEmpty { try body(rows) }
        }
    }

    /// Takes some buckets, and sorts them at once.
    private func sorted(_ wave: Range<Int>) throws(SpillError) -> [[BlindedRow]] {
        let bits = bits
        return try buckets.withUnsafeMutableBufferPointer { (buckets) throws(SpillError) in
            // Safe: every iteration takes from a bucket of its own.
            nonisolated(unsafe) let buckets = buckets
            return try wave.concurrentMap { (index) throws(SpillError) in
                var rows = try buckets[index].take()
                BlindedRowOrder.sort(&rows, skipping: bits)
                return rows
            }
        }
    }
}
