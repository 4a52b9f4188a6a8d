// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Ascending sources that are merged: the one whose next key is the smallest comes first.
@frozen package struct MergeHeap<Key: Comparable, Source> {
    @usableFromInline var entries: [(key: Key, source: Source)]

    /// - Parameter sources: with the first key of each.
    @inlinable package init(_ sources: [(key: Key, source: Source)]) {
        // In ascending order an array is a heap.
        entries = sources.sorted { $0.key < $1.key }
    }

    /// The source with the smallest key; nil at the end of all.
    @inlinable package var first: (key: Key, source: Source)? { entries.first }

    /// Says what the first source has next; nil at its end.
    ///
    /// Nothing is done on an empty heap.
    @inlinable package mutating func advance(to next: Key?) {
        guard !entries.isEmpty else { return }
        if let next {
            entries[0].key = next
        } else {
            let last = entries.removeLast()
            if entries.isEmpty { return }
            entries[0] = last
        }
        let moved = entries[0]
        var index = 0
        while true {
            var child = 2 * index + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
            guard entries[child].key < moved.key else { break }
            entries[index] = entries[child]
            index = child
        }
        entries[index] = moved
    }
}
