// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes

/// Hashes many messages by SHA-512 on lanes, which are equal but for one field.
struct MessageForm: Sendable {
    private let lanes: crl_lanes
    private let form: crl_message_form

    /// Takes what comes before and after the field; nil where the field, with all after it, is not in the last block.
    init?(before: [UInt8], fieldByteCount: Int, after: [UInt8], on lanes: crl_lanes) {
        var form = crl_message_form()
        guard unsafe crl_form_messages(lanes, before, before.count, fieldByteCount, after, after.count, &form) else {
            return nil
        }
        self.lanes = lanes
        self.form = form
    }

    /// Writes the first bytes of the hash, 64 at most, of each field's message.
    func hash(
        _ fields: UnsafeRawPointer, rows: Int, to digests: UnsafeMutableRawPointer, digestByteCount: Int
    ) {
        unsafe withUnsafePointer(to: form) { form in
            // False for lanes that are not there, for which no form is made, and for longer digests.
            _ = unsafe crl_hash_messages(
                lanes, form, fields.assumingMemoryBound(to: UInt8.self), rows,
                digests.assumingMemoryBound(to: UInt8.self), digestByteCount)
        }
    }
}
