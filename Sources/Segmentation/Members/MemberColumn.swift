// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// The values of one attribute, one entry a member.
struct MemberColumn: Sendable {
    /// Stands where a member has no value.
    static let absent: Int32 = -1
    /// Stands for a value that no member has.
    static let foreign = Int32.max

    let type: AttributeType
    /// The number of the text or list, or 0 or 1 for a boolean; an integer's entry only says that it is there.
    private(set) var codes: [Int32] = []
    /// The integers; empty in columns of other types.
    private(set) var integers: [Int64] = []

    init(_ type: AttributeType) { self.type = type }

    mutating func append(code: Int32, integer: Int64 = 0) {
        codes.append(code)
        if type == .integer { integers.append(integer) }
    }

    /// Takes an entry out and puts the last one into its place.
    mutating func remove(_ row: Int) {
        codes.swapAt(row, codes.count - 1)
        codes.removeLast()
        if type == .integer {
            integers.swapAt(row, integers.count - 1)
            integers.removeLast()
        }
    }
}
