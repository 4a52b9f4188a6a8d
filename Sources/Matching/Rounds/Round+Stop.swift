// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
package import Messages
package import Signing
package import Vocabulary

extension Round {
    /// Checks a party's notice that stops the round for all.
    ///
    /// The coordinator does no group arithmetic, so that it cannot judge an undecodable element itself; the notice is signed
    /// and stays as evidence, whoever is right.
    package func admit(
        _ statement: Unverified<StopNotice>, from caller: PartyID
    ) throws -> Admission<Signed<StopNotice>> {
        let body = statement.body
        try checkOrigin(of: body, caller: caller)
        let signed = try verified(statement)
        if let stop, stop.body == body { return .repeated }
        guard !state.isFinal else {
            throw Problem(.wrongState, "The round is \(state.rawValue) and cannot be stopped.")
        }
        if let signedTranscript = body.transcript, body.reason != .transcriptMismatch, signedTranscript != transcript {
            throw Problem(.wrongRound, "The notice names another transcript.")
        }
        switch body.reason {
        case .cancelled, .stateLost:
            break
        case .transcriptMismatch:
            guard let accused = body.accused, accused != caller, agreement.index(of: accused) != nil else {
                throw Problem(.malformed, "stop.accused: another party of the agreement is due for this reason.")
            }
        case .undecodableElement:
            try checkFault(body, caller: caller)
        case .duplicateToken, .budget:
            throw Problem(.malformed, "stop.reason: \(body.reason.rawValue) is the coordinator's to say.")
        }
        return .new(signed)
    }

    private func checkFault(_ body: StopNotice, caller: PartyID) throws {
        guard let place = body.place, let accused = body.accused, let row = body.row else {
            throw Problem(.malformed, "stop: accused, list, hop, chunk and row are due for this reason.")
        }
        try admitFetch(of: place, by: caller)
        guard try row < byteCount(at: place) / EncodedElement.byteCount else {
            throw Problem(.malformed, "stop.row: the chunk has no record \(row).")
        }
        let list = try position(of: place.list)
        guard agreement.parties[agreement.ring.hopParty(list: list, hop: place.hop)].id == accused else {
            throw Problem(.malformed, "stop.accused: hop \(place.hop) of \(place.list)'s list is not \(accused)'s.")
        }
    }
}
