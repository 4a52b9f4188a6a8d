// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

extension RoundHost {
    /// Checks an upload before its bytes are read, and reserves its place until ``end(_:)``.
    func begin(
        _ place: ChunkPlace, receipt: Unverified<HopReceipt>?, from caller: PartyID
    ) throws -> ExpectedChunk {
        try refresh()
        switch try round.admit(place, receipt: receipt, from: caller) {
        case .new(let order):
            if let other = uploads[place], other.digest != order.digest {
                throw Problem(
                    .conflict, "Another output of hop \(place.hop), chunk \(place.chunk) is being uploaded.")
            }
            uploads[place, default: UploadReservation(digest: order.digest, count: 0)].count += 1
            return .new(order)
        case .repeated:
            let list = try round.position(of: place.list)
            guard let digest = round.board?.digest(list: list, hop: place.hop, chunk: place.chunk) else {
                throw Problem(.internal, "The chunk is stored, but its digest is not.")
            }
            let isTokens = place.hop == agreement.ring.lastHop
            return .repeated(digest, width: isTokens ? Token.byteCount : EncodedElement.byteCount)
        }
    }

    /// Records a chunk whose bytes are durable by now; the state is checked again.
    ///
    /// - Returns: false where an equal upload was faster.
    func complete(_ order: ChunkOrder, _ stored: RoundEvent.StoredChunk, from caller: PartyID) throws -> Bool {
        try refresh()
        let receipt = order.receipt.map(Unverified.init)
        guard case .new = try round.admit(order.place, receipt: receipt, from: caller) else { return false }
        try record(.stored(stored), receipt: order.receipt)
        dependencies.metrics.countStoredChunk()
        startMatchingIfComplete()
        return true
    }

    /// Gives an upload's place back, whatever became of it.
    func end(_ place: ChunkPlace) {
        guard var reservation = uploads.removeValue(forKey: place) else { return }
        reservation.count -= 1
        if reservation.count > 0 { uploads[place] = reservation }
        // The round may have ended while the bytes were written.
        if uploads.isEmpty, round.state.isFinal { eraseColumns() }
    }

    /// Counts an upload of a chunk that was there already.
    func countRepeatedChunk() throws {
        try dependencies.rounds.countRepeatedChunk(in: id)
        dependencies.metrics.countRepeatedChunk()
    }

    /// Checks that a party may fetch a chunk, and says how long it is and who signed it.
    func fetch(
        _ place: ChunkPlace, for caller: PartyID
    ) throws -> (byteCount: Int, receipt: Signed<HopReceipt>?) {
        try refresh()
        try round.admitFetch(of: place, by: caller)
        return (try round.byteCount(at: place), try dependencies.rounds.receipt(at: place, in: round))
    }
}
