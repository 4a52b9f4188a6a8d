// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
package import Columns
package import Messages
package import Ristretto
package import Signing
package import Vocabulary

/// One party's part in the ring: verify a chunk, multiply it, sign what came in and what went out.
///
/// Nothing is exponentiated before every check of protocol/v1/matching.md §4.4 has passed.
package struct Hop: Sendable {
    package let commitments: CommitmentSet
    package let party: PartyID

    /// A chunk that passed every check, ready to be multiplied.
    package struct Input: Sendable {
        /// The place of the output.
        package let place: ChunkPlace
        /// The digest that was signed by the owner or the hop before.
        package let digest: Digest
        /// Elements, 32 bytes each.
        package let elements: [UInt8]
        /// Who signed `digest`.
        package let signer: PartyID
    }

    /// A chunk after this hop.
    package struct Output: Sendable {
        package let receipt: Signed<HopReceipt>
        /// Elements, or tokens at the last hop.
        package let bytes: [UInt8]
    }

    package init(commitments: CommitmentSet, party: PartyID) {
        self.commitments = commitments
        self.party = party
    }

    /// Checks place, length, digest, and the signature under it.
    ///
    /// - Parameters:
    ///   - bytes: the chunk of the hop before.
    ///   - receipt: that hop's receipt; nil for hop 0.
    ///   - place: where the output belongs.
    package func check(
        _ bytes: [UInt8], receipt: Unverified<HopReceipt>?, for place: ChunkPlace
    ) throws(BlindingError) -> Input {
        let agreement = commitments.agreement
        guard let list = agreement.index(of: place.list), let own = agreement.index(of: party), list != own,
            agreement.ring.hop(of: own, list: list) == place.hop
        else { throw .misplaced("hop \(place.hop) of \(place.list)'s list is not \(party)'s turn") }
        let owner = commitments.commitments[list].body
        guard owner.chunks.indices.contains(place.chunk) else {
            throw .misplaced("\(place.list)'s list has no chunk \(place.chunk)")
        }
        let rows = min(agreement.chunkRows, owner.count - place.chunk * agreement.chunkRows)
        let before = ChunkPlace(list: place.list, hop: place.hop - 1, chunk: place.chunk)
        let signer = agreement.parties[agreement.ring.hopParty(list: list, hop: before.hop)]
        let digest: Digest
        if before.hop == 0 {
            digest = owner.chunks[place.chunk]
        } else {
            guard let receipt else { throw .misplaced("the receipt of hop \(before.hop) is missing") }
            digest = try verifiedOutput(of: receipt, at: before, rows: rows, signer: signer)
        }
        let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: EncodedElement.byteCount) }
        guard bytes.count == rows * EncodedElement.byteCount, root == digest else { throw .damagedChunk(before) }
        return Input(place: place, digest: digest, elements: bytes, signer: signer.id)
    }

    /// Multiplies a checked chunk by the round's key, in order; tokens at the last hop.
    ///
    /// Blocks its thread while all cores work.
    package func multiply(_ input: Input, key: borrowing Scalar, signedBy identity: IdentityKey) throws -> Output {
        guard let roundID = Digest(bytes: commitments.reference.round.bytes) else { throw BlindingError.badRound }
        var products = [UInt8](repeating: 0, count: input.elements.count)
        do {
            try input.elements.withUnsafeBytes { source in
                try products.withUnsafeMutableBytes { try Batch.multiply(elements: source, key: key, into: $0) }
            }
        } catch let error as BatchError {
            guard case .badElement(let row, _) = error else { throw error }
            let place = ChunkPlace(list: input.place.list, hop: input.place.hop - 1, chunk: input.place.chunk)
            throw BlindingError.undecodable(place: place, row: row, signer: input.signer)
        }
        let rows = products.count / EncodedElement.byteCount
        var width = EncodedElement.byteCount
        if input.place.hop == commitments.agreement.ring.lastHop {
            width = Token.byteCount
            var tokens = [UInt8](repeating: 0, count: rows * width)
            try products.withUnsafeBytes { source in
                try tokens.withUnsafeMutableBytes { try Batch.tokens(elements: source, roundID: roundID, into: $0) }
            }
            products = tokens
        }
        guard let output = products.withUnsafeBytes({ MerkleTree.root(of: $0, width: width) }) else {
            throw BlindingError.badColumn
        }
        let receipt = HopReceipt(
            reference: commitments.reference, from: party, transcript: commitments.transcript, place: input.place,
            count: rows, input: input.digest, output: output)
        return Output(receipt: try Signed(receipt, by: identity), bytes: products)
    }

    private func verifiedOutput(
        of receipt: Unverified<HopReceipt>, at place: ChunkPlace, rows: Int, signer: Agreement.Party
    ) throws(BlindingError) -> Digest {
        let body = receipt.body
        guard body.reference == commitments.reference, body.transcript == commitments.transcript,
            body.place == place, body.count == rows, body.from == signer.id
        else { throw .misplaced("the receipt of hop \(place.hop) is for another round, transcript, place or count") }
        guard (try? receipt.verified(by: signer.key)) != nil else {
            throw .badSignature(of: signer.id, on: "receipt of hop \(place.hop)")
        }
        return body.output
    }
}
