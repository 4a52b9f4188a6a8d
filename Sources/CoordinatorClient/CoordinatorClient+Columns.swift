// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
internal import NIOCore
internal import NIOHTTP1
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Uploads one chunk, with its receipt from hop 1 on; the same bytes again are a success.
    ///
    /// Returns what travelled. The bytes are whole records of `kind`, at most 65,535.
    @discardableResult
    package func upload(
        _ bytes: [UInt8], kind: ColumnKind, at place: ChunkPlace, in round: RoundID, receipt: Signed<HopReceipt>? = nil
    ) async throws -> Traffic {
        let answer = try await connection.answer(
            .putChunk(round, place), body: bytes, mediaType: kind.mediaType,
            receipt: receipt.map(ReceiptHeader.value(of:)))
        try answer.requireSuccess()
        return Traffic(up: bytes.count, down: answer.body.readableBytes)
    }

    /// Downloads the chunk at a place (hops 0 … n−2), and its receipt from hop 1 on.
    ///
    /// Media type, Content-Digest and length are checked: exactly `count` elements. A receipt that is missing, cannot
    /// be read or comes with hop 0 is refused; whether it is the right one is for the caller to see.
    package func download(_ place: ChunkPlace, of round: RoundID, count: Int) async throws -> ChunkDownload {
        let answer = try await connection.answer(.chunk(round, place))
        let bytes = try answer.column(.elements, count: count...count)
        let values = answer.headers[HeaderName.receipt]
        guard values.count == (place.hop == 0 ? 0 : 1) else {
            throw answer.garbage(place.hop == 0 ? "a chunk of hop 0 came with a receipt" : "the chunk has no receipt")
        }
        let receipt = try values.first.map { value in
            guard let receipt = ReceiptHeader.receipt(in: value) else {
                throw answer.garbage("the chunk's receipt cannot be read")
            }
            return receipt
        }
        return ChunkDownload(bytes: bytes, receipt: receipt)
    }

    /// Downloads one page of a party's matched rows, as records of 20 bytes in handle order.
    ///
    /// Page `p` starts at record p · 65,535; a page with fewer records than that, which may be none, is the last.
    package func rows(of party: PartyID, page: Int, in round: RoundID) async throws -> [UInt8] {
        try await connection.answer(.rows(round, party, page: page)).column(.rows, count: 0...Limits.chunkRows)
    }
}
