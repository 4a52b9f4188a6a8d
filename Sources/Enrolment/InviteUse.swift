// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The one use of an invite.
package struct InviteUse: Hashable, Sendable {
    /// `EnrolmentRequest.useDigest` of the request, 32 bytes.
    package let digest: [UInt8]
    /// The certificate that was issued for it.
    package let certificateDER: [UInt8]

    package init(digest: [UInt8], certificateDER: [UInt8]) {
        self.digest = digest
        self.certificateDER = certificateDER
    }
}
