// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Sorts pairs by their keys, keeping the order of those that share one: a radix sort, linear in the pairs.
enum PairOrder {
    private static let bits: UInt64 = 11
    private static let buckets = 1 << 11

    /// Sorts in place; `scratch` becomes as long as the pairs and can be used again.
    static func sort(_ pairs: inout [Pair], scratch: inout [Pair]) {
        guard pairs.count > 256 else {
            // Stable, as the radix sort is: the values of a key ascend.
            return pairs.sort()
        }
        if scratch.count != pairs.count { scratch = [Pair](repeating: Pair(key: 0, value: 0), count: pairs.count) }
        var largest: UInt64 = 0
        for pair in pairs { largest |= pair.key }
        var shift: UInt64 = 0
        var places = [Int](repeating: 0, count: buckets)
        while shift < 64, largest >> shift != 0 {
            if pass(&pairs, &scratch, shift, &places) { swap(&pairs, &scratch) }
            shift += bits
        }
    }

    /// Moves the pairs into the order of eleven bits of their keys; false, and nothing moved, where all have the same.
    private static func pass(
        _ pairs: inout [Pair], _ scratch: inout [Pair], _ shift: UInt64, _ places: inout [Int]
    ) -> Bool {
        let mask = UInt64(buckets - 1)
        for index in 0..<buckets { places[index] = 0 }
        for pair in pairs { places[Int(pair.key >> shift & mask)] += 1 }
        if places.contains(pairs.count) { return false }
        var start = 0
        for index in 0..<buckets {
            let count = places[index]
            places[index] = start
            start += count
        }
        for pair in pairs {
            let bucket = Int(pair.key >> shift & mask)
            scratch[places[bucket]] = pair
            places[bucket] += 1
        }
        return true
    }
}
