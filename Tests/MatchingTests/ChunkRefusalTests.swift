// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Matching
import Messages
import Signing
import Testing
import Vocabulary

@Suite("A chunk is refused")
struct ChunkRefusalTests {
    private var script: RoundScript

    init() throws {
        script = try RoundScript()
        try script.enterRing()
        try script.upload(list: 0, hop: 0, chunk: 0)
    }

    private func code(
        list: Int = 0, hop: Int, chunk: Int = 0, from party: Int? = nil, receipt: Unverified<HopReceipt>?
    ) throws -> ProblemCode? {
        try ProblemCode.of {
            try script.round.admit(
                script.place(list: list, hop: hop, chunk: chunk), receipt: receipt,
                from: script.id(party ?? (list + hop) % 3))
        }
    }

    /// What becomes of hop 1 of list 0's chunk 0 with a changed receipt.
    private func code(key: Int = 1, _ change: (inout ReceiptDraft) throws -> Void) throws -> ProblemCode? {
        var draft = ReceiptDraft(try script.receiptBody(list: 0, hop: 1, chunk: 0))
        try change(&draft)
        return try code(hop: 1, receipt: Unverified(Signed(draft.body, by: script.key(key))))
    }

    @Test("unless nothing is wrong with it")
    func sound() throws {
        #expect(try code { _ in } == nil)
        #expect(try code(hop: 0, chunk: 1, receipt: nil) == nil)
    }

    @Test("before all parties have signed the transcript")
    func gathering() throws {
        var early = try RoundScript()
        try early.commit(0..<3)
        try early.agree(0..<2)
        let place = early.place(list: 0, hop: 0, chunk: 0)
        #expect(try ProblemCode.of { try early.round.admit(place, receipt: nil, from: early.id(0)) } == .wrongState)
    }

    @Test("after the round has ended, unless it is stored")
    func ended() throws {
        var ended = script
        try ended.round.apply(.expired)
        let (stored, missing) = (ended.place(list: 0, hop: 0, chunk: 0), ended.place(list: 0, hop: 0, chunk: 1))
        #expect(try ended.round.admit(stored, receipt: nil, from: ended.id(0)).isRepeated)
        #expect(try ProblemCode.of { try ended.round.admit(missing, receipt: nil, from: ended.id(0)) } == .wrongState)
    }

    @Test("for a list, hop or chunk that does not exist")
    func place() throws {
        #expect(try code(hop: 0, chunk: 4, receipt: nil) == .notFound)
        #expect(try code(hop: 0, chunk: -1, receipt: nil) == .notFound)
        #expect(try code(hop: 3, from: 0, receipt: nil) == .notFound)
        let place = ChunkPlace(list: try stranger, hop: 0, chunk: 0)
        #expect(try ProblemCode.of { try script.round.admit(place, receipt: nil, from: script.id(0)) } == .notFound)
    }

    @Test("from a party whose hop it is not", arguments: [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0)])
    func wrongParty(hop: Int, party: Int) throws {
        let receipt = try script.receipt(list: 0, hop: hop, chunk: 0)
        #expect(try code(hop: hop, from: party, receipt: receipt) == .wrongParty)
    }

    @Test("at hop 0 before the chunk before it")
    func order() throws { #expect(try code(hop: 0, chunk: 2, receipt: nil) == .outOfOrder) }

    @Test("at hop 0 with a receipt, and later without one")
    func receiptPresence() throws {
        #expect(try code(hop: 0, chunk: 1, receipt: script.receipt(list: 0, hop: 1, chunk: 1)) == .malformed)
        #expect(try code(hop: 1, receipt: nil) == .malformed)
    }

    @Test("before the hop before it")
    func hopOrder() throws {
        #expect(try code(hop: 1, chunk: 1, receipt: script.receipt(list: 0, hop: 1, chunk: 1)) == .outOfOrder)
        #expect(try code(hop: 2, receipt: script.receipt(list: 0, hop: 2, chunk: 0)) == .outOfOrder)
    }

    @Test("with a receipt by another key than the hop's", arguments: [0, 2])
    func receiptKey(key: Int) throws { #expect(try code(key: key) { _ in } == .badSignature) }

    @Test("with another party's receipt")
    func receiptSigner() throws { #expect(try code(key: 0) { $0.from = script.id(0) } == .wrongParty) }

    @Test("with a receipt for another round, transcript, place or count")
    func receiptFields() throws {
        let other = RoundReference(agreement: script.agreement.id, round: script.agreement.roundID(2))
        #expect(try code { $0.reference = other } == .wrongRound)
        #expect(try code { $0.transcript = Digest(sha256: [1]) } == .wrongRound)
        #expect(try code { $0.place = script.place(list: 0, hop: 1, chunk: 1) } == .wrongRound)
        #expect(try code { $0.place = script.place(list: 1, hop: 1, chunk: 0) } == .wrongRound)
        #expect(try code { $0.place = script.place(list: 0, hop: 2, chunk: 0) } == .wrongRound)
        #expect(try code { $0.count = 63 } == .wrongRound)
    }

    @Test("with a receipt for another input than the stored output of the hop before")
    func receiptInput() throws { #expect(try code { $0.input = Digest(sha256: [1]) } == .digestMismatch) }

    @Test("with bytes that do not hash to the receipt's output, whatever else they are")
    func receiptOutput() throws {
        let place = script.place(list: 0, hop: 1, chunk: 0)
        let receipt = try script.receipt(list: 0, hop: 1, chunk: 0)
        guard case .new(let order) = try script.round.admit(place, receipt: receipt, from: script.id(1)) else {
            Issue.record("the chunk is not stored yet")
            return
        }
        #expect(order.rows == 64 && order.width == 32 && order.receipt?.body.place == place)
        let other = try script.bytes(list: 0, hop: 0, chunk: 0)
        #expect(try ProblemCode.of { try other.withUnsafeBytes { try order.check($0) } } == .digestMismatch)
    }

    @Test("with another output than the stored one; the same again is a success")
    func conflict() throws {
        var script = script
        try script.upload(list: 0, hop: 1, chunk: 0)
        let place = script.place(list: 0, hop: 1, chunk: 0)
        let same = try script.receipt(list: 0, hop: 1, chunk: 0)
        #expect(try script.round.admit(place, receipt: same, from: script.id(1)).isRepeated)
        var draft = ReceiptDraft(try script.receiptBody(list: 0, hop: 1, chunk: 0))
        draft.output = Digest(sha256: [1])
        let other = Unverified(try Signed(draft.body, by: script.key(1)))
        #expect(try ProblemCode.of { try script.round.admit(place, receipt: other, from: script.id(1)) } == .conflict)
    }

    @Test("as tokens where elements are due, and the reverse")
    func tokens() throws {
        var script = script
        try script.upload(list: 0, hop: 1, chunk: 0)
        let place = script.place(list: 0, hop: 2, chunk: 0)
        let receipt = try script.receipt(list: 0, hop: 2, chunk: 0)
        guard case .new(let order) = try script.round.admit(place, receipt: receipt, from: script.id(2)) else {
            Issue.record("the chunk is not stored yet")
            return
        }
        #expect(order.isTokens && order.width == 16)
        let elements = try script.bytes(list: 0, hop: 1, chunk: 0)
        #expect(try ProblemCode.of { try elements.withUnsafeBytes { try order.check($0) } } == .badLength)
    }

    @Test("to a party that does not do the next hop, or before it is there")
    func fetch() throws {
        let first = script.place(list: 0, hop: 0, chunk: 0)
        #expect(try ProblemCode.of { try script.round.admitFetch(of: first, by: script.id(1)) } == nil)
        for party in [0, 2] {
            #expect(try ProblemCode.of { try script.round.admitFetch(of: first, by: script.id(party)) } == .wrongParty)
        }
        let missing = script.place(list: 0, hop: 0, chunk: 1)
        #expect(try ProblemCode.of { try script.round.admitFetch(of: missing, by: script.id(1)) } == .notFound)
        let tokens = script.place(list: 0, hop: 2, chunk: 0)
        #expect(try ProblemCode.of { try script.round.admitFetch(of: tokens, by: script.id(0)) } == .wrongParty)
        var ended = script
        try ended.round.apply(.expired)
        #expect(try ProblemCode.of { try ended.round.admitFetch(of: first, by: script.id(1)) } == .wrongState)
    }

    /// A receipt whose fields can be changed.
    private struct ReceiptDraft {
        var reference: RoundReference
        var from: PartyID
        var transcript: Digest
        var place: ChunkPlace
        var count: Int
        var input: Digest
        var output: Digest

        init(_ body: HopReceipt) {
            reference = body.reference
            from = body.from
            transcript = body.transcript
            place = body.place
            count = body.count
            input = body.input
            output = body.output
        }

        var body: HopReceipt {
            HopReceipt(
                reference: reference, from: from, transcript: transcript, place: place, count: count, input: input,
                output: output)
        }
    }
}
