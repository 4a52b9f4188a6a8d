// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// Plays a whole round with invented lists and the fixture's keys; every step can be had with something changed.
struct RoundScript {
    static let start: Int64 = 1_780_000_000
    static let roles = [
        ("acme", "brand"), ("streamco", "partner"), ("optout", "suppression"), ("consentco", "consent"),
        ("cellco", "validator"), ("shopco", "partner"), ("mapco", "partner"), ("payco", "partner"),
    ]
    static let sharedRows = 150

    let fixture: AgreementFixture
    /// For each list its numbers in list order.
    let lists: [[Int]]
    var round: Round

    /// Every party holds `sharedRows` numbers that all hold, and 50 of its own; a suppression list holds 10 of the shared.
    init(
        parties count: Int = 3, chunkRows: Int = 64,
        extra: String = "disclosure: {minimumList: 1, minimumResult: 50}", lists: [Range<Int>]? = nil
    ) throws {
        let roles = Self.roles.prefix(count).map { (name: $0.0, role: $0.1) }
        let match = roles.map { ($0.role == "suppression" ? "not " : "") + $0.name }.joined(separator: " and ")
        fixture = try AgreementFixture(
            roles: roles, match: match, chunkRows: chunkRows, cap: 1000, entitled: ["acme", "streamco"], extra: extra)
        let ranges =
            lists
            ?? (0..<count).map { index in
                roles[index].role == "suppression" ? 0..<10 : 0..<Self.sharedRows
            }
        self.lists = ranges.enumerated().map { index, range in
            let own = lists == nil ? Array(1000 * (index + 1)..<1000 * (index + 1) + 50) : []
            return FakeElements.ordered(Array(range) + own, list: index)
        }
        round = Round(agreement: fixture.agreement, number: 1, openedAt: Self.start)
    }

    var agreement: Agreement { fixture.agreement }
    var count: Int { agreement.parties.count }
    func id(_ index: Int) -> PartyID { agreement.parties[index].id }
    func key(_ index: Int) -> IdentityKey { fixture.identities[index] }

    func layout(_ list: Int) throws -> ChunkLayout {
        try ChunkLayout(rowCount: lists[list].count, chunkRows: agreement.chunkRows)
    }

    /// The bytes that an honest party has for a place.
    func bytes(list: Int, hop: Int, chunk: Int) throws -> [UInt8] {
        guard let rows = try layout(list).rows(ofChunk: chunk) else { return [] }
        return lists[list][rows].flatMap { number in
            hop == count - 1 ? FakeElements.token(number) : FakeElements.element(number, list: list, hop: hop)
        }
    }

    func digest(list: Int, hop: Int, chunk: Int) throws -> Digest {
        try bytes(list: list, hop: hop, chunk: chunk).withUnsafeBytes {
            try #require(MerkleTree.root(of: $0, width: hop == count - 1 ? 16 : 32))
        }
    }

    func place(list: Int, hop: Int, chunk: Int) -> ChunkPlace { ChunkPlace(list: id(list), hop: hop, chunk: chunk) }

    func commitmentBody(of index: Int) throws -> Commitment {
        let chunks = try (0..<layout(index).chunkCount).map { try digest(list: index, hop: 0, chunk: $0) }
        return Commitment(
            reference: round.reference, from: id(index), number: 1,
            key: try #require(EncodedElement(bytes: FakeElements.element(7, list: index, hop: 7))),
            count: lists[index].count, chunks: chunks, previous: 0, added: lists[index].count, removed: 0,
            plan: "8.12.57")
    }

    func commitment(of index: Int) throws -> Unverified<Commitment> {
        Unverified(try Signed(commitmentBody(of: index), by: key(index)))
    }

    func transcript(of index: Int) throws -> Unverified<TranscriptAgreement> {
        let body = TranscriptAgreement(
            reference: round.reference, from: id(index), transcript: try #require(round.transcript))
        return Unverified(try Signed(body, by: key(index)))
    }

    func receiptBody(list: Int, hop: Int, chunk: Int) throws -> HopReceipt {
        HopReceipt(
            reference: round.reference, from: id((list + hop) % count), transcript: try #require(round.transcript),
            place: place(list: list, hop: hop, chunk: chunk),
            count: try #require(layout(list).rowCount(ofChunk: chunk)),
            input: try digest(list: list, hop: hop - 1, chunk: chunk),
            output: try digest(list: list, hop: hop, chunk: chunk))
    }

    func receipt(list: Int, hop: Int, chunk: Int) throws -> Unverified<HopReceipt>? {
        guard hop > 0 else { return nil }
        return Unverified(
            try Signed(receiptBody(list: list, hop: hop, chunk: chunk), by: key((list + hop) % count)))
    }

    mutating func commit(_ indices: some Sequence<Int>) throws {
        for index in indices {
            let admission = try round.admit(commitment(of: index), from: id(index), history: .none, at: Self.start)
            guard case .new(let signed) = admission else { continue }
            try round.apply(.committed(signed))
        }
    }

    mutating func agree(_ indices: some Sequence<Int>) throws {
        for index in indices {
            guard case .new(let signed) = try round.admit(transcript(of: index), from: id(index)) else { continue }
            try round.apply(.agreed(signed))
        }
    }

    /// Goes to the state `ring`.
    mutating func enterRing() throws {
        try commit(0..<count)
        try agree(0..<count)
    }

    mutating func upload(list: Int, hop: Int, chunk: Int) throws {
        let admission = try round.admit(
            place(list: list, hop: hop, chunk: chunk), receipt: receipt(list: list, hop: hop, chunk: chunk),
            from: id((list + hop) % count))
        guard case .new(let order) = admission else { return }
        let bytes = try bytes(list: list, hop: hop, chunk: chunk)
        try round.apply(.stored(bytes.withUnsafeBytes { try order.check($0) }))
    }

    /// Uploads every chunk of the hops up to one.
    mutating func upload(hops: ClosedRange<Int>) throws {
        for hop in hops {
            for list in 0..<count {
                for chunk in 0..<(try layout(list).chunkCount) { try upload(list: list, hop: hop, chunk: chunk) }
            }
        }
    }

    /// The tokens of every list.
    var tokens: [[UInt8]] { lists.map { $0.flatMap(FakeElements.token) } }

    /// The outcome as the coordinator signs it.
    func outcome() throws -> RoundOutcome {
        var generator = SeededGenerator(seed: 5)
        return try RoundOutcome(of: round, tokens: tokens, signedBy: fixture.coordinator, using: &generator)
    }
}
