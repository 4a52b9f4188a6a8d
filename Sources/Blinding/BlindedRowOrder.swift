// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Sorts blinded rows by their encodings: one scatter by leading bits into places of some four rows, each sorted by insertion.
///
/// Linear in the rows, because encodings under a key are as good as uniform.
enum BlindedRowOrder {
    /// Rows that share a place as a rule.
    private static let rowsPerPlace = 4
    /// The most rows of a place that are sorted by insertion.
    private static let insertionLimit = 64

    /// - Parameter skipped: how many leading bits all rows share.
    static func sort(_ rows: inout [BlindedRow], skipping skipped: Int) {
        let count = rows.count
        guard count > insertionLimit else { return rows.sort { $0.isBefore($1) } }
        let bits = Int.bitWidth - (count / rowsPerPlace).leadingZeroBitCount
        @inline(__always) func place(_ row: BlindedRow) -> Int {
            Int(truncatingIfNeeded: (row.leadingBits &<< UInt64(skipped)) &>> UInt64(64 - bits))
        }
        var ends = [Int](repeating: 0, count: 1 << bits)
        for row in rows { ends[place(row)] += 1 }
        var start = 0
        for index in ends.indices {
            let size = ends[index]
            ends[index] = start
            start += size
        }
        rows = [BlindedRow](unsafeUninitializedCapacity: count) { target, initialized in
            guard let base = target.baseAddress else { return }
            for row in rows {
                let index = place(row)
                (base + ends[index]).initialize(to: row)
                ends[index] += 1
            }
            initialized = count
            var first = 0
            for end in ends {
                sortPlace(UnsafeMutableBufferPointer(start: base + first, count: end - first))
                first = end
            }
        }
    }

    private static func sortPlace(_ rows: UnsafeMutableBufferPointer<BlindedRow>) {
        guard rows.count <= insertionLimit else {
            var rows = rows
            return rows.sort { $0.isBefore($1) }
        }
        for index in rows.indices.dropFirst() {
            let row = rows[index]
            var place = index
            while place > 0, row.isBefore(rows[place - 1]) {
                rows[place] = rows[place - 1]
                place -= 1
            }
            rows[place] = row
        }
    }
}
