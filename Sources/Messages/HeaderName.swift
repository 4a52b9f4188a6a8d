// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The header fields that version 1 uses beyond HTTP's own (protocol/v1/http.md §1).
package enum HeaderName {
    /// RFC 9530; `sha-256=:base64:`.
    package static let contentDigest = "content-digest"
    /// A chunk's ``HopReceipt``, base64url without padding.
    package static let receipt = "symbolon-receipt"
    /// RFC 7240; `wait=N`.
    package static let prefer = "prefer"
}
