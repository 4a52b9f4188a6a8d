// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Element {
    /// Hashes a message to the group: hash_to_ristretto255 with SHA-512, RFC 9380 appendix B.
    ///
    /// For many messages under one tag make one `HashToGroup` and use its `hash`.
    package init(hashing message: [UInt8], dst: [UInt8]) throws {
        let hash = try HashToGroup(dst: dst)
        try unsafe self.init { output, _ in
            unsafe message.withUnsafeBytes { unsafe hash.hash($0, to: output) }
        }
    }

    /// Maps 64 uniform bytes to the group, RFC 9496 §4.3.4.
    package init(mapping uniform: [UInt8]) throws {
        guard uniform.count == HashToGroup.uniformByteCount else {
            throw HashToGroupError.uniformByteCount(uniform.count)
        }
        try unsafe self.init { output, _ in
            unsafe uniform.withUnsafeBytes { unsafe ElementKernel.map($0.baseAddress.unsafelyUnwrapped, to: output) }
        }
    }
}
