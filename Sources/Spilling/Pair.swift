// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What is sorted, a key and a value that goes with it: by key, then by value.
package struct Pair: Hashable, Comparable, BitwiseCopyable, Sendable {
    package var key: UInt64
    package var value: UInt64

    package init(key: UInt64, value: UInt64) {
        self.key = key
        self.value = value
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.key != right.key ? left.key < right.key : left.value < right.value
    }
}
