// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns

/// A part of a party's list: elements in ascending order, and what each stands for.
///
/// The elements may leave the party; digits and rows never do (protocol/v1/matching.md §2).
package struct BlindedBlock: Sendable {
    /// Encodings, 32 bytes each, strictly ascending.
    package let elements: [UInt8]
    /// E.164 digits of each element.
    package let digits: [UInt64]
    /// The list's row of each element, from 1.
    package let rows: [UInt32]

    init(_ sorted: [BlindedRow]) {
        let width = EncodedElement.byteCount
        elements = [UInt8](unsafeUninitializedCapacity: sorted.count * width) { buffer, initialized in
            if let base = buffer.baseAddress {
                for (index, row) in sorted.enumerated() { row.storeElement(at: base + index * width) }
            }
            initialized = sorted.count * width
        }
        digits = sorted.map(\.digits)
        rows = sorted.map(\.row)
    }
}
