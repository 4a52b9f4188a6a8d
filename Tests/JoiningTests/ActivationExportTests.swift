// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// What of a plan becomes a message to a number.
@Suite("Exports of activations")
struct ActivationExportTests {
    private let bench: Bench
    private let number = FictionalNumbers.digits(0)

    init() throws { bench = try Bench.small() }

    private static let given = ConsentColumns().with(\.channel, "sms|mms")

    /// A round whose only row has these consents on its list.
    private func round(_ consents: [ConsentColumns] = [given], digits: UInt64? = nil) throws -> HomeRound {
        let digits = digits ?? number
        return try bench.matchedRound(
            numbers: [digits],
            payloads: consents.map { (digits, RowPayload(consent: try $0.record(), attributes: ["a": .integer(1)])) })
    }

    private static func message(
        _ index: Int = 0, channel: Channel = .sms, notAfter: Int64 = 3600
    ) throws -> PlannedMessage {
        PlannedMessage(
            handle: try Bench.handle(index), channel: channel, text: "Hello", sendAfter: try Bench.time(-10_000_000),
            notAfter: try Bench.time(notAfter))
    }

    /// Exports one message; the reason where it was left out.
    private func export(
        _ round: HomeRound, _ message: PlannedMessage? = nil, at offset: Int64 = 0
    ) throws -> ActivationExport.Omission? {
        let message = try message ?? Self.message()
        var export = try ActivationExport(
            of: [message], planned: Bench.context, in: round.id, under: bench.agreement, home: bench.home,
            at: Bench.time(offset))
        if let activation = try export.activation(of: message) {
            #expect(export.omitted.isEmpty && activation.message.handle == message.handle)
            #expect(activation.message.text == message.text && activation.message.notAfter <= message.notAfter)
            #expect(activation.number == "+\(number)")
            return nil
        }
        #expect(export.omitted.count == 1 && export.omitted.values.first == 1)
        let reason = try #require(export.omitted.keys.first)
        let omission: ActivationExport.Omission = try #require(ActivationExport.Omission(rawValue: reason))
        return omission
    }

    @Test("A current consent, an allowing decision and time left make an activation")
    func activated() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id, channels: [.sms, .mms], until: Bench.time(60))])
        #expect(try export(round) == nil)
        #expect(try export(round, Self.message(channel: .mms)) == nil)
        #expect(try export(round, Self.message(notAfter: 60)) == nil)
    }

    @Test("A handle of no row is left out")
    func unknownHandle() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        #expect(try export(round, Self.message(7)) == .unknownHandle)
    }

    @Test("Without a decision, after one that refuses, and from its end on, nothing goes out")
    func notAllowed() throws {
        let undecided = try round()
        #expect(try export(undecided) == .notAllowed)
        let refused = try ActivationExportTests()
        let second = try refused.round()
        try refused.bench.decide([Bench.decision(0, of: second.id, isAllowed: false)])
        #expect(try refused.export(second) == .notAllowed)
        let ended = try ActivationExportTests()
        let third = try ended.round()
        try ended.bench.decide([Bench.decision(0, of: third.id, until: Bench.time(0))])
        #expect(try ended.export(third) == .notAllowed)
        #expect(try ended.export(third, at: -60) == nil)
        #expect(try ended.export(third, at: -59) == .late)
    }

    @Test("A channel that the decision does not have is left out")
    func otherChannel() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id, channels: [.mms])])
        #expect(try export(round) == .otherChannel)
    }

    @Test("What was revoked goes out no more, delivered or not, and before anything else is asked")
    func revoked() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        try bench.home.recordRevocation(of: Bench.handle(0), in: round.id, at: Bench.now())
        #expect(try export(round) == .revoked)
        try bench.home.markDelivered(Bench.handle(0), in: round.id, receipt: [1], sequence: 1)
        #expect(try export(round) == .revoked)
    }

    @Test(
        "A consent on the list that does not hold for this message now is no consent",
        arguments: [
            [], [given.with(\.state, "withdrawn")], [given, given.with(\.state, "refused")],
            [given.with(\.channel, "mms|voice")], [given.with(\.givenAt, "2026-05-28T20:26:41Z")],
            [given.with(\.expiresAt, "2026-05-28T20:26:40Z")], [given.with(\.sender, "ACME stores")],
            [given.with(\.purpose, "service")], [given, given.with(\.channel, "mms")],
            [given, given.with(\.expiresAt, "2026-02-01T00:00:00Z")],
        ])
    func noCurrentConsent(consents: [ConsentColumns]) throws {
        let round = try round(consents)
        try bench.decide([Bench.decision(0, of: round.id)])
        #expect(try export(round) == .noCurrentConsent)
    }

    @Test("What was imported after the list was read counts: a refusal at once, a new end, and nothing of others")
    func importedLater() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        try bench.importConsents([(0, ConsentColumns(sender: "Other Brand").with(\.state, "withdrawn"))])
        #expect(try export(round) == nil)
        try bench.importConsents([(0, Self.given.with(\.expiresAt, try Bench.time(100).text))])
        #expect(try export(round) == nil)
        #expect(try export(round, at: 100) == .noCurrentConsent)
        try bench.importConsents([(0, .state("withdrawn"))])
        #expect(try export(round) == .revoked)
    }

    @Test("A consent in the register alone suffices")
    func registerAlone() throws {
        let round = try round([])
        try bench.decide([Bench.decision(0, of: round.id)])
        try bench.importConsents([(0, Self.given)])
        #expect(try export(round) == nil)
    }

    @Test("An entry of the register that cannot be read stops its number")
    func brokenRegister() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        let lock = try bench.home.lock()
        try bench.home.replaceConsents(holding: lock) { writer in
            try writer.append(RegisteredConsent(digits: number, payload: Array("{}".utf8)))
        }
        #expect(try export(round) == .noCurrentConsent)
    }

    @Test("A number that is possible and not valid is left out")
    func notValid() throws {
        let round = try round(digits: 447_700_900_123)
        try bench.decide([Bench.decision(0, of: round.id)])
        #expect(try export(round) == .notValid)
    }

    @Test("A message whose time is over is left out", arguments: [59, 0, -1, -3600])
    func late(notAfter: Int64) throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        #expect(try export(round, Self.message(notAfter: notAfter)) == .late)
    }

    @Test("A message ends with the consent and with the decision, whichever is earlier")
    func cut() throws {
        let round = try round([Self.given.with(\.expiresAt, try Bench.time(900).text)])
        try bench.decide([Bench.decision(0, of: round.id, until: Bench.time(600))])
        func end(at offset: Int64) throws -> Timestamp? {
            let message = try Self.message()
            var export = try ActivationExport(
                of: [message], planned: Bench.context, in: round.id, under: bench.agreement, home: bench.home,
                at: Bench.time(offset))
            return try export.activation(of: message)?.message.notAfter
        }
        #expect(try end(at: 0) == (try Bench.time(600)))
        try bench.importConsents([(0, Self.given.with(\.expiresAt, try Bench.time(300).text))])
        #expect(try end(at: 0) == (try Bench.time(300)))
        #expect(try end(at: 241) == nil)
    }

    /// 16:26 in New York, where the number may be.
    @Test(
        "A message outside the decision's hours by the number's clock is left out, whatever the coordinator planned",
        arguments: [(0, 3600, true), (-8 * 3600, 3600, true), (-9 * 3600, 3600, false), (0, 5 * 3600, false)])
    func outsideHours(sendAfter: Int64, notAfter: Int64, isTaken: Bool) throws {
        let digits = FictionalNumbers.digits(500)
        let round = try bench.matchedRound(
            numbers: [digits], payloads: [(digits, RowPayload(consent: try Self.given.record()))])
        try bench.decide([Bench.decision(0, of: round.id, hours: .standard)])
        let message = PlannedMessage(
            handle: try Bench.handle(0), channel: .sms, text: "Hello", sendAfter: try Bench.time(sendAfter),
            notAfter: try Bench.time(notAfter))
        var export = try ActivationExport(
            of: [message], planned: Bench.context, in: round.id, under: bench.agreement, home: bench.home,
            at: Bench.now())
        #expect(try (export.activation(of: message) != nil) == isTaken)
        #expect(export.omitted == (isTaken ? [:] : ["outside-hours": 1]))
    }

    @Test("Messages left out are counted by reason")
    func counted() throws {
        let round = try round()
        try bench.decide([Bench.decision(0, of: round.id)])
        let messages = try [
            Self.message(), Self.message(5), Self.message(6), Self.message(channel: .voice), Self.message(notAfter: -1),
        ]
        var export = try ActivationExport(
            of: messages, planned: Bench.context, in: round.id, under: bench.agreement, home: bench.home,
            at: Bench.now())
        var written = 0
        for message in messages where try export.activation(of: message) != nil { written += 1 }
        #expect(written == 1 && export.omitted == ["unknown-handle": 2, "other-channel": 1, "late": 1])
    }
}

extension ConsentColumns {
    /// The record that the columns are read as.
    func record() throws -> ConsentRecord {
        var fields = ConsentFields()
        fields.sender = sender
        fields.purpose = purpose
        fields.channel = channel
        fields.state = state
        fields.givenAt = givenAt
        fields.expiresAt = expiresAt
        fields.method = method
        fields.notice = notice
        fields.jurisdiction = jurisdiction
        fields.evidence = evidence
        guard case .record(let record) = fields.reading(number: nil) else { throw ListedNothing() }
        return record
    }

    private struct ListedNothing: Error {}
}
