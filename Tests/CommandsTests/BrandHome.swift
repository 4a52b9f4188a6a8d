// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Joining
import Lists
import Messages
import PhoneNumbers
import ScriptedCoordinator
import Signing
import TestSupport
import Testing
import Vocabulary

/// A brand's home with an agreement that all have signed, and the program to run in it.
///
/// Moments are near those of the machine's clock, because the program looks at that one.
final class BrandHome {
    let folder: TemporaryFolder
    let fixture: AgreementFixture
    let home: Home
    private let program: Program

    init(grants: String = "") throws {
        folder = try TemporaryFolder()
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco",
            extra: "disclosure: {minimumList: 1, minimumResult: 50, minimumChange: 1}\n\(grants)")
        home = try Home.create(
            at: folder.file("home"), party: fixture.agreement.parties[0].id, name: "ACME", key: fixture.identities[0])
        try home.save(fixture.signed(), signedHere: true)
        program = try Program(in: folder)
    }

    var agreement: Agreement { fixture.agreement }
    var reference: RoundReference { RoundReference(agreement: agreement.id, round: agreement.roundID(1)) }
    let transcript = Digest(sha256: [1])

    /// Runs a command in this home.
    func run(_ arguments: String...) async throws -> Program.Ending { try await run(arguments) }

    /// Runs a command in this home.
    func run(_ arguments: [String]) async throws -> Program.Ending {
        try await program.run(arguments + ["--home", home.path])
    }

    /// Writes a list or consent file.
    func write(_ rows: [(number: Int, consent: ConsentColumns)], to name: String = "list.csv") throws -> String {
        let lines =
            ["phone,\(ConsentColumns.header)"] + rows.map { "+\(FictionalNumbers.digits($0.number)),\($0.consent.row)" }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    /// The handle of the matched row at an index; they ascend.
    static func handle(_ index: Int) throws -> Handle {
        try #require(Handle(bytes: [UInt8](repeating: 0, count: 15) + [UInt8(index + 1)]))
    }

    /// Makes round 1 of numbers 0 ..< count, all of which matched.
    @discardableResult
    func matchedRound(count: Int = 3) throws -> HomeRound {
        let lock = try home.lock()
        let list = try write((0..<count).map { ($0, ConsentColumns()) })
        let intake = ListIntake(path: list, options: ListOptions(), region: nil, takesPossible: false)
        let now = Site.moment(ago: 3600)
        let round = try ListPreparation(home: home, agreement: agreement, intake: intake)
            .prepare(round: 1, holding: lock, at: now) { _ in }
        try home.markCommitted(round.id)
        try home.agree(to: transcript, of: round.id, statement: [1], foreignRows: 1, limit: 100)
        var bytes: [UInt8] = []
        for index in 0..<count { RowRecord(handle: try Self.handle(index), position: UInt32(index)).append(to: &bytes) }
        try home.storeRows(page: 0, bytes, of: round.id)
        let manifest = ResultManifest(
            reference: reference, transcript: transcript, decision: .matched, members: 50, rows: [:])
        try home.finish(
            round.id, manifest: Signed(manifest, by: fixture.coordinator).bytes, rowCount: count, at: now)
        return try #require(try home.round(round.id))
    }

    /// The log of a round whose rows are decided so, the end of the decisions included.
    func log(allowed: [Bool]) throws -> [JSONValue] {
        var chain = LogChain(of: agreement.id)
        let at = Site.moment(ago: 60)
        var entries = try allowed.enumerated().map { index, isAllowed in
            let verdict =
                isAllowed
                ? Verdict(outcome: .allowed, channels: [.sms], reasons: [], policies: [], until: nil, hours: .all)
                : Verdict(
                    outcome: .refused, channels: [],
                    reasons: [DecisionReason(code: .noticeMissing), DecisionReason(code: .jurisdictionNotCovered)],
                    policies: [], until: nil, hours: nil)
            let decision = Decision(
                reference: reference, transcript: transcript, handle: try Self.handle(index),
                basis: .init(subject: Digest(sha256: [UInt8(index)]), record: Digest(sha256: [9])), verdict: verdict,
                at: at,
                sequence: chain.sequence + 1, previous: chain.hash)
            let entry = LogEntry.decision(try Signed(decision, by: fixture.coordinator))
            try chain.append(entry)
            return try JSONValue(parsing: entry.envelope)
        }
        let end = RoundDecided(
            reference: reference, transcript: transcript, at: at, allowed: allowed.count { $0 },
            refused: allowed.count { !$0 }, sequence: chain.sequence + 1, previous: chain.hash)
        entries.append(try Signed(end, by: fixture.coordinator).json)
        return entries
    }

    /// Stores such decisions as if the log had been followed.
    func decide(allowed: [Bool], at: Timestamp) throws {
        let id = agreement.roundID(1)
        let decisions = try allowed.enumerated().map { index, isAllowed in
            StoredDecision(
                round: id, handle: try Self.handle(index), isAllowed: isAllowed, channels: isAllowed ? [.sms] : [],
                reasons: .array(
                    isAllowed
                        ? []
                        : [
                            .object(["code": .string("method-not-accepted"), "rule": .string("us-federal/written")]),
                            .object(["code": .string("not-yet")]),
                        ]), until: nil, hours: isAllowed ? .all : nil, sequence: index + 1, at: at, envelope: [4])
        }
        try home.advanceLog(
            of: agreement.id, from: LogHead(sequence: 0, hash: Digest(sha256: [0])),
            to: LogHead(sequence: allowed.count, hash: Digest(sha256: [5])), storing: decisions)
    }

    /// Runs a body while a scripted coordinator answers this home.
    func withCoordinator<Result>(
        _ answer: @escaping @Sendable (SeenRequest) -> ScriptedAnswer, _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let site = try Site()
        return try await site.with(answer) { _, server in
            try enrol(site, at: server.url.description)
            return try await body(server)
        }
    }

    /// Stores an enrolment with a coordinator, which need not be there.
    func enrol(_ site: Site, at url: String) throws {
        let credentials = try site.credentials()
        try home.saveEnrolment(
            CoordinatorSettings(
                url: url, identity: fixture.coordinator.publicIdentity, authority: site.authority.certificate.pem),
            .init(certificate: credentials.certificatePEM, privateKey: credentials.privateKeyPEM))
    }
}
