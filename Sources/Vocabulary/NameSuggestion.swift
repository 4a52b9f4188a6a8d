// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds the name that someone may have meant.
package enum NameSuggestion {
    /// The closest of the names, nil where none is close: at most a third of its letters, and at most 3, differ.
    package static func closest(to written: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(written.utf8)
        let best = names.map { (name: $0, distance: distance(wanted, Array($0.utf8))) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let best, best.distance <= min(3, max(1, best.name.utf8.count / 3)) else { return nil }
        return best.name
    }

    /// Letters to add, drop, change or exchange with the next one.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard abs(left.count - right.count) <= 3 else { return Int.max }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let changed = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(changed, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
