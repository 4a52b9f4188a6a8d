// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads the consent register from its start, ascending by number; memory is two blocks.
///
/// A register that is replaced meanwhile is read to its own end.
package struct ConsentRegisterReader: ~Copyable {
    private var file: SealedRecordReader?

    /// Takes an open register; nil where there is none.
    init(_ file: consuming SealedRecordReader?) { self.file = file }

    /// Gives the next entry; nil after the last one, when the whole register is known to be authentic.
    ///
    /// - Throws: `SecretsError` where it was cut or changed.
    package mutating func next() throws -> RegisteredConsent? {
        try file?.next { head, payload in RegisteredConsent(digits: Self.digits(head), payload: Array(payload)) }
    }

    /// Reads to the end and gives the entries of one number; no other payload is copied.
    mutating func entries(of digits: UInt64) throws -> [RegisteredConsent] {
        var found: [RegisteredConsent] = []
        var isRead = false
        while !isRead {
            let read: Void? = try file?.next { head, payload in
                if Self.digits(head) == digits {
                    found.append(RegisteredConsent(digits: digits, payload: Array(payload)))
                }
            }
            isRead = read == nil
        }
        return found
    }

    private static func digits(_ head: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(bigEndian: head.loadUnaligned(as: UInt64.self))
    }
}
