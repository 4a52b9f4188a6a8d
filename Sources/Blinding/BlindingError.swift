// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Vocabulary

/// Why a party cannot go on with a round; the texts hold no number, element or key.
package enum BlindingError: Error, Equatable, CustomStringConvertible {
    /// A round id is not 32 bytes.
    case badRound
    /// A column's length is not a multiple of its record.
    case badColumn
    /// A commitment that the coordinator shows does not hold.
    case badCommitment(of: PartyID, why: String)
    /// The own commitment is missing or changed in what the coordinator shows.
    case ownCommitmentChanged
    /// A party signed another transcript: it was shown other commitments.
    case otherTranscript(by: PartyID)
    /// The coordinator refused this party's transcript: it holds other commitments than it showed.
    case ownTranscriptRefused
    /// A statement's signature does not verify under the agreement's key.
    case badSignature(of: PartyID, on: String)
    /// A statement belongs elsewhere: other round, transcript, place or count.
    case misplaced(String)
    /// Bytes do not hash to what was signed: the relay's fault.
    case damagedChunk(ChunkPlace)
    /// Bytes that were signed do not decode: the signer's fault.
    case undecodable(place: ChunkPlace, row: Int, signer: PartyID)
    /// The coordinator's result does not hold.
    case badResult(String)

    package var description: String {
        switch self {
        case .badRound: "the round id is not 32 bytes"
        case .badColumn: "a column is not a whole number of records"
        case .badCommitment(let party, let why): "\(party)'s commitment does not hold: \(why)"
        case .ownCommitmentChanged:
            "the coordinator does not show this party's own commitment unchanged; the round cannot be trusted"
        case .otherTranscript(let party):
            "\(party) signed another transcript: the coordinator showed it other commitments; evidence is kept"
        case .ownTranscriptRefused:
            "the coordinator refuses this party's transcript: it showed other commitments than it holds; evidence is kept"
        case .badSignature(let party, let statement): "the \(statement) from \(party) does not verify under its key"
        case .misplaced(let what): what
        case .damagedChunk(let place):
            "chunk \(place.chunk) of hop \(place.hop) of \(place.list)'s list does not hash to its signed digest"
        case .undecodable(let place, let row, let signer):
            "record \(row) of chunk \(place.chunk), hop \(place.hop) of \(place.list)'s list does not decode; "
                + "\(signer) signed it"
        case .badResult(let why): "the coordinator's result does not hold: \(why)"
        }
    }
}
