// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Who is at the other end of the connection, by its verified client certificate.
enum Peer: Sendable, Equatable {
    /// No certificate was presented.
    case nobody
    case party(PartyID)
    /// A certificate of our authority that names no party; with the reason.
    case refused(String)
}
