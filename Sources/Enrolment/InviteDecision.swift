// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a request with an invite gets.
package enum InviteDecision: Hashable, Sendable {
    /// Issue a certificate and store it with the digest as the invite's use.
    case issue(useDigest: [UInt8])
    /// Send this certificate again.
    case reissue([UInt8])
    /// Send nothing but the reason.
    case refuse(EnrolmentRefusal)
}
