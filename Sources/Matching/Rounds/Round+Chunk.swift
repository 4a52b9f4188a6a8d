// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
package import Messages
package import Signing
package import Vocabulary

extension Round {
    /// Checks the upload of a chunk by its place, sender and receipt, before its bytes are read.
    ///
    /// - Returns: the order that the bytes must fulfil; ``Admission/repeated`` where the same output is stored, also after
    ///   the round has ended, so that a lost answer can be asked for again.
    package func admit(
        _ place: ChunkPlace, receipt: Unverified<HopReceipt>?, from caller: PartyID
    ) throws -> Admission<ChunkOrder> {
        guard let transcript, let board, state != .gathering else { throw notInRing }
        let list = try listIndex(of: place.list)
        let rows = try rowCount(at: place)
        let sender = agreement.ring.hopParty(list: list, hop: place.hop)
        guard agreement.parties[sender].id == caller else {
            throw Problem(
                .wrongParty,
                "Hop \(place.hop) of \(place.list)'s list is \(agreement.parties[sender].id)'s, not \(caller)'s.")
        }
        let digest: Digest
        var signed: Signed<HopReceipt>?
        if place.hop == 0 {
            guard receipt == nil else { throw Problem(.malformed, "Hop 0 has no receipt.") }
            digest = try committedDigest(list: list, chunk: place.chunk)
        } else {
            guard let receipt else { throw Problem(.malformed, "\(HeaderName.receipt): the hop's receipt is missing.") }
            try checkOrigin(of: receipt.body, caller: caller)
            guard receipt.body.place == place, receipt.body.transcript == transcript, receipt.body.count == rows else {
                throw Problem(.wrongRound, "The receipt is for another transcript, place or count.")
            }
            signed = try verified(receipt)
            guard let input = board.digest(list: list, hop: place.hop - 1, chunk: place.chunk) else {
                throw Problem(.outOfOrder, "Hop \(place.hop - 1) of chunk \(place.chunk) is not there yet.")
            }
            guard receipt.body.input == input else {
                throw Problem(.digestMismatch, "The receipt's input is not the output of hop \(place.hop - 1).")
            }
            digest = receipt.body.output
        }
        if let present = board.digest(list: list, hop: place.hop, chunk: place.chunk) {
            guard present == digest else {
                throw Problem(.conflict, "Another output of hop \(place.hop), chunk \(place.chunk) is stored already.")
            }
            return .repeated
        }
        guard state == .ring else { throw notInRing }
        if place.hop == 0, board.firstMissing(list: list, hop: 0) != place.chunk {
            throw Problem(.outOfOrder, "Chunk \(board.firstMissing(list: list, hop: 0)) comes first.")
        }
        return .new(
            ChunkOrder(
                place: place, rows: rows, digest: digest,
                isTokens: place.hop == agreement.ring.lastHop,
                after: place.hop == 0 ? board.lastElement(list: list) : nil, receipt: signed))
    }

    /// Checks that a party may fetch a chunk: it does the next hop.
    package func admitFetch(of place: ChunkPlace, by caller: PartyID) throws {
        guard let board, state == .ring else { throw notInRing }
        let list = try listIndex(of: place.list)
        guard place.hop < agreement.ring.lastHop,
            agreement.parties[agreement.ring.hopParty(list: list, hop: place.hop + 1)].id == caller
        else { throw Problem(.wrongParty, "\(caller) does not do hop \(place.hop + 1) of \(place.list)'s list.") }
        guard board.digest(list: list, hop: place.hop, chunk: place.chunk) != nil else {
            throw Problem(
                .notFound, "Hop \(place.hop) of chunk \(place.chunk) of \(place.list)'s list is not there yet.")
        }
    }

    /// The bytes that a chunk has in its place: tokens after the last hop, elements before.
    package func byteCount(at place: ChunkPlace) throws -> Int {
        try rowCount(at: place) * (place.hop == agreement.ring.lastHop ? Token.byteCount : EncodedElement.byteCount)
    }

    /// What a party can do now.
    package func work(for caller: PartyID) throws -> RoundWork {
        let own = try position(of: caller)
        guard let board, state == .ring else {
            return RoundWork(state: state, revision: revision, uploads: [], turns: [])
        }
        let first = board.firstMissing(list: own, hop: 0)
        let end = min(board.layouts[own].chunkCount, first + Limits.workItems)
        var turns: [ChunkPlace] = []
        for list in agreement.parties.indices where list != own {
            let hop = agreement.ring.hop(of: own, list: list)
            turns += board.ready(list: list, hop: hop, atMost: Limits.workItems).map {
                ChunkPlace(list: agreement.parties[list].id, hop: hop, chunk: $0)
            }
        }
        turns.sort { ($0.chunk, $0.hop) < ($1.chunk, $1.hop) }
        return RoundWork(
            state: state, revision: revision, uploads: Array(first..<max(first, end)),
            turns: Array(turns.prefix(Limits.workItems)))
    }

    private func listIndex(of owner: PartyID) throws -> Int {
        guard let index = agreement.index(of: owner) else {
            throw Problem(.notFound, "\(owner) has no list in this round.")
        }
        return index
    }

    private func rowCount(at place: ChunkPlace) throws -> Int {
        let list = try listIndex(of: place.list)
        guard let rows = board?.layouts[list].rowCount(ofChunk: place.chunk),
            agreement.parties.indices.contains(place.hop)
        else { throw Problem(.notFound, "\(place.list)'s list has no chunk \(place.chunk) at hop \(place.hop).") }
        return rows
    }

    private var notInRing: Problem {
        Problem(.wrongState, "The round is \(state.rawValue); chunks travel while it is ring.")
    }

    private func committedDigest(list: Int, chunk: Int) throws -> Digest {
        guard let chunks = commitments[list]?.body.chunks, chunks.indices.contains(chunk) else {
            throw Problem(.notFound, "There is no such chunk.")
        }
        return chunks[chunk]
    }
}
