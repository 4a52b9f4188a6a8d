// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Home

/// Reads the home's register number by number, ascending; nothing of an entry is looked into.
struct RegisterNumbers: ~Copyable {
    private var register: ConsentRegisterReader
    private var ahead: RegisteredConsent?
    private var isStarted = false

    init(_ register: consuming ConsentRegisterReader) { self.register = register }

    /// The next number with its entries; nil after the last, when the whole register is known to be authentic.
    mutating func next() throws -> (digits: UInt64, payloads: [[UInt8]])? {
        if !isStarted {
            ahead = try register.next()
            isStarted = true
        }
        guard let first = ahead else { return nil }
        var payloads: [[UInt8]] = []
        while let entry = ahead, entry.digits == first.digits {
            payloads.append(entry.payload)
            ahead = try register.next()
        }
        return (first.digits, payloads)
    }
}
