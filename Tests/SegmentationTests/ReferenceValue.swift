// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A value of the reference evaluator, which knows nothing of the room's own types; nil is unknown.
indirect enum ReferenceValue: Equatable {
    case bool(Bool)
    /// A number times four, which holds every number that the tests draw.
    case number(Int128)
    case text([UInt8])
    case list([ReferenceValue])

    static func integer(_ number: Int64) -> ReferenceValue { .number(Int128(number) * 4) }

    static func text(_ text: String) -> ReferenceValue { .text(Array(text.utf8)) }

    /// Below 0, 0 or above 0.
    func order(to other: ReferenceValue) -> Int {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.text(let left), .text(let right)):
            left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
        default: 0
        }
    }
}
