// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Crypto
import Messages
import Signing
import Testing
import Vocabulary

/// A round whose parties know everything: elements and tokens come from hashes instead of a group.
///
/// The coordinator does no group arithmetic, so that it cannot tell.
struct TestRing: Sendable {
    let agreement: TestAgreement
    let number: UInt32
    /// The rows of each party, in the order of its list.
    let rows: [[Int]]
    let reference: RoundReference

    init(_ agreement: TestAgreement, number: UInt32 = 1, rows: [Range<Int>]) {
        self.agreement = agreement
        self.number = number
        reference = RoundReference(agreement: agreement.agreement.id, round: agreement.agreement.roundID(number))
        self.rows = rows.enumerated().map { list, numbers in
            numbers.sorted {
                Self.element(list: list, hop: 0, row: $0).lexicographicallyPrecedes(
                    Self.element(list: list, hop: 0, row: $1))
            }
        }
    }

    var path: String { "/v1/rounds/\(reference.round.hex)" }
    var parties: [TestParty] { agreement.parties }
    var lastHop: Int { parties.count - 1 }

    func chunkCount(_ list: Int) -> Int {
        (rows[list].count + agreement.agreement.chunkRows - 1) / agreement.agreement.chunkRows
    }

    /// The bytes of a chunk; `repeating` gives the last row of the list the token of the first.
    func bytes(list: Int, hop: Int, chunk: Int, repeating: Bool = false) -> [UInt8] {
        let size = agreement.agreement.chunkRows
        return rows[list].indices.dropFirst(chunk * size).prefix(size).flatMap { index in
            let row = repeating && index == rows[list].count - 1 ? rows[list][0] : rows[list][index]
            return hop == lastHop ? Self.token(row) : Self.element(list: list, hop: hop, row: row)
        }
    }

    func digest(list: Int, hop: Int, chunk: Int, repeating: Bool = false) throws -> Columns.Digest {
        let bytes = bytes(list: list, hop: hop, chunk: chunk, repeating: repeating)
        let width = hop == lastHop ? 16 : 32
        return try #require(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: width) })
    }

    func commitment(_ list: Int, plan: String = "8.12") throws -> Signed<Commitment> {
        let key = try #require(EncodedElement(bytes: Self.element(list: list, hop: 99, row: 0)))
        let count = rows[list].count
        let body = Commitment(
            reference: reference, from: parties[list].id, number: number, key: key, count: count,
            chunks: try (0..<chunkCount(list)).map { try digest(list: list, hop: 0, chunk: $0) }, previous: 0,
            added: count, removed: 0, plan: plan)
        return try Signed(body, by: parties[list].key)
    }

    var transcript: Columns.Digest {
        get throws { Transcript.digest(of: try parties.indices.map { try commitment($0).body }) }
    }

    func transcriptStatement(_ list: Int) throws -> Signed<TranscriptAgreement> {
        try Signed(
            TranscriptAgreement(reference: reference, from: parties[list].id, transcript: transcript),
            by: parties[list].key)
    }

    func stop(_ list: Int, _ reason: StopReason = .cancelled) throws -> Signed<StopNotice> {
        try Signed(
            StopNotice(reference: reference, from: parties[list].id, transcript: nil, reason: reason),
            by: parties[list].key)
    }

    func receipt(list: Int, hop: Int, chunk: Int, repeating: Bool = false) throws -> Signed<HopReceipt> {
        let party = parties[(list + hop) % parties.count]
        let size = agreement.agreement.chunkRows
        let body = HopReceipt(
            reference: reference, from: party.id, transcript: try transcript,
            place: ChunkPlace(list: parties[list].id, hop: hop, chunk: chunk),
            count: min(size, rows[list].count - chunk * size),
            input: try digest(list: list, hop: hop - 1, chunk: chunk),
            output: try digest(list: list, hop: hop, chunk: chunk, repeating: repeating))
        return try Signed(body, by: party.key)
    }

    func chunkPath(list: Int, hop: Int, chunk: Int) -> String {
        "\(path)/lists/\(parties[list].id)/hops/\(hop)/chunks/\(chunk)"
    }

    private static func element(list: Int, hop: Int, row: Int) -> [UInt8] {
        var bytes = Array(SHA256.hash(data: Array("\(list) \(hop) \(row)".utf8)))
        // Even and below 2^254: canonical.
        bytes[0] &= 0xFE
        bytes[31] &= 0x3F
        return bytes
    }

    private static func token(_ row: Int) -> [UInt8] {
        Array(SHA256.hash(data: Array("token \(row)".utf8)).prefix(16))
    }
}
