// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment

/// What a party has after enrolment: the coordinator's authority and identity key, and its own certificate, checked.
package struct Enrolled: Equatable, Sendable {
    /// Fetched over the pinned connection.
    package let authority: AuthorityDocument
    /// Issued by that authority for the party of the invite and the key of the request, and valid now.
    package let certificate: PartyCertificate
}
