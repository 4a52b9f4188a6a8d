// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The digits of a number as someone would dial them, with everything else taken away; lives on the stack.
struct DialledDigits {
    /// More digits than this are in no number; `hasOverflowed` then says so.
    static let capacity = 40

    /// Whether the digits start with a country code, as a plus sign says.
    var isInternational: Bool
    private var bytes = InlineArray<40, UInt8>(repeating: 0)
    private(set) var count = 0
    private(set) var hasOverflowed = false

    init(isInternational: Bool = false) {
        self.isInternational = isInternational
    }

    /// Adds an ASCII digit.
    mutating func append(_ digit: UInt8) {
        guard count < Self.capacity else {
            hasOverflowed = true
            return
        }
        bytes[count] = digit
        count += 1
    }

    /// Forgets the digits seen so far.
    mutating func removeAll() {
        count = 0
        hasOverflowed = false
    }

    /// Lends the ASCII digits.
    func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        bytes.span.extracting(0..<count).withUnsafeBufferPointer(body)
    }
}
