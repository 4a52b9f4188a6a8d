// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Messages
import NIOHTTP1
import Signing
import Storage
import Testing
import Vocabulary

@Suite("Pages of records that are refused")
struct RecordRefusalTests {
    /// A page that must be refused whole.
    struct Fault: Sendable {
        let title: String
        var list = 0
        /// The page of the route.
        var number = 0
        let code: ProblemCode
        /// What the problem has to name.
        var names = ""
        let body: @Sendable (MemberStage) throws -> [UInt8]
    }

    private static func partner(_ attributes: [String: AttributeValue]) -> @Sendable (MemberStage) throws -> [UInt8] {
        { stage in
            let good = stage.partnerRecord(0, ["visits": .integer(1)])
            return try stage.page([good, stage.partnerRecord(1, attributes)], of: 1).bytes
        }
    }

    private static func brand(_ consent: ConsentRecord) -> @Sendable (MemberStage) throws -> [UInt8] {
        { try $0.page([$0.record(0), $0.record(1, consent)]).bytes }
    }

    /// A page whose records are in an order that no program signs.
    private static func page(of rows: [Int], in stage: MemberStage) throws -> [UInt8] {
        let ascending = Array(Set(rows)).sorted()
        let signed = try stage.page(try ascending.map { try stage.record($0) })
        guard case .object(var body) = signed.body.json else { return [] }
        body["records"] = .array(try rows.map { try stage.record($0).json })
        return JSONValue.object(["body": .object(body), "signature": .string(signed.signature.hex)]).canonicalBytes
    }

    private static let number = "+1 (202) 555-0123"

    private static func faults() throws -> [Fault] {
        let other = RoundReference(
            agreement: try #require(AgreementID(bytes: [UInt8](repeating: 1, count: 32))),
            round: try #require(RoundID(bytes: [UInt8](repeating: 2, count: 32))))
        return try [
            Fault(title: "a party without a grant", list: 2, code: .notEntitled, names: "hub") {
                try $0.page([MemberRecord(handle: $0.rows[2][0].handle, attributes: [:], consent: nil)], of: 2).bytes
            },
            Fault(title: "a partner that sends a consent", list: 1, code: .notEntitled) { stage in
                let consent = BoundConsent(subject: stage.subject(0), record: try .sample())
                return try stage.page(
                    [MemberRecord(handle: stage.rows[1][0].handle, attributes: [:], consent: consent)], of: 1
                ).bytes
            },
            Fault(title: "a brand that sends no consent", code: .malformed, names: "subject and consent") {
                try $0.page([$0.record(0), MemberRecord(handle: $0.rows[0][1].handle, attributes: [:], consent: nil)])
                    .bytes
            },
            Fault(title: "a page before the one that is due", number: 1, code: .outOfOrder, names: "Page 0") {
                try $0.page($0.records(of: 0..<2), number: 1).bytes
            },
            Fault(title: "a handle of another party", code: .unknownHandle) { stage in
                var records = try stage.records(of: 0..<3)
                records.append(
                    MemberRecord(
                        handle: stage.rows[1][10].handle, attributes: [:],
                        consent: BoundConsent(subject: stage.subject(10), record: try .sample())))
                return try stage.page(records.sorted { $0.handle < $1.handle }).bytes
            },
            Fault(title: "handles that descend", code: .notAscending) { try page(of: [0, 2, 1], in: $0) },
            Fault(title: "a handle twice", code: .notAscending) { try page(of: [0, 1, 1], in: $0) },
            Fault(
                title: "an attribute that is not granted", list: 1, code: .notGranted, names: "age",
                body: partner(["age": .integer(3)])),
            Fault(
                title: "the brand's attribute from a partner", list: 1, code: .notGranted, names: "number.country",
                body: partner(["number.country": .string("GB")])),
            Fault(title: "the partner's attribute from the brand", code: .notGranted, names: "visits") {
                try $0.page([$0.record(0, attributes: ["visits": .integer(1)])]).bytes
            },
            Fault(
                title: "an attribute of another type", list: 1, code: .wrongType, names: "visits",
                body: partner(["visits": .string("many")])),
            Fault(
                title: "one string where there may be several", list: 1, code: .wrongType, names: "tags",
                body: partner(["tags": .string("film")])),
            Fault(
                title: "a number in an attribute", list: 1, code: .holdsNumber, names: "interest",
                body: partner(["interest": .string("call \(number)")])),
            Fault(
                title: "a number in one of several strings", list: 1, code: .holdsNumber, names: "tags",
                body: partner(["tags": .strings(["film", "tel:+12025550123"])])),
            Fault(
                title: "a number in a notice", code: .holdsNumber, names: "consent.notice",
                body: brand(.sample(notice: "shown to \(number)"))),
            Fault(
                title: "a number in an evidence", code: .holdsNumber, names: "consent.evidence",
                body: brand(.sample(evidence: "TEL:12025550123"))),
            Fault(
                title: "a number in a sender", code: .holdsNumber, names: "consent.sender",
                body: brand(.sample(sender: number))),
            Fault(title: "a commitment twice", code: .subjectReused, names: "records[2].subject") {
                try $0.page([$0.record(0), $0.record(1), $0.record(2, subject: $0.subject(1))]).bytes
            },
            Fault(title: "another key's signature", code: .badSignature) {
                try $0.page($0.records(of: 0..<2), key: $0.ring.parties[1].key).bytes
            },
            Fault(title: "another agreement", code: .wrongRound) { stage in
                let reference = RoundReference(agreement: other.agreement, round: stage.round)
                return try stage.page(stage.records(of: 0..<2), reference: reference).bytes
            },
            Fault(title: "another round", code: .wrongRound) { stage in
                let reference = RoundReference(agreement: stage.ring.reference.agreement, round: other.round)
                return try stage.page(stage.records(of: 0..<2), reference: reference).bytes
            },
            Fault(title: "another transcript", code: .wrongRound) {
                try $0.page($0.records(of: 0..<2), transcript: Digest(sha256: [1])).bytes
            },
            Fault(title: "a page of another number than the route's", code: .malformed) {
                try $0.page($0.records(of: 0..<2), number: 1).bytes
            },
            Fault(title: "a page of another party than the route's", code: .malformed) {
                try $0.page([$0.partnerRecord(0, [:])], of: 1).bytes
            },
            Fault(title: "no record in a page that is not the last", code: .malformed, names: "records") { stage in
                let signed = try stage.page([])
                guard case .object(var body) = signed.body.json else { return [] }
                body["last"] = .bool(false)
                return JSONValue.object(["body": .object(body), "signature": .string(signed.signature.hex)])
                    .canonicalBytes
            },
            Fault(title: "more than 1,000 records", code: .malformed, names: "records") {
                try page(of: [Int](repeating: 0, count: 1001), in: $0)
            },
            Fault(title: "a body that is too large", code: .tooLarge) { stage in
                try stage.page(stage.records(of: 0..<2)).bytes + [UInt8](repeating: 32, count: Limits.controlBytes)
            },
        ]
    }

    @Test("Each is refused with its code, by name, without the value, and leaves everything as it was")
    func refusals() async throws {
        let faults = try Self.faults()
        try await MemberStage.run { stage in
            // Something is there already, so that more than nothing could be lost.
            try await stage.revoke(59)
            let before = try stage.facts()
            for fault in faults {
                let problem = try await stage.send(fault.body(stage), of: fault.list, number: fault.number).problem
                #expect(problem.code == fault.code, "\(fault.title): \(problem.detail)")
                #expect(problem.detail.contains(fault.names), "\(fault.title): \(problem.detail)")
                #expect(!problem.detail.contains("555"), "\(fault.title)")
                #expect(try stage.facts() == before, "\(fault.title)")
            }
            // Commitments and attributes of refused pages are free.
            let subjects = stage.handles.indices.map { stage.subject($0) }
            #expect(try stage.stored.firstKnown(among: subjects) == nil)
            #expect(try await stage.send(stage.page(stage.records(of: 0..<60))).status == 201)
        }
    }

    @Test("A handle that is not the sender's is named by its place in the page", arguments: [0, 7, 20])
    func place(rank: Int) async throws {
        try await MemberStage.run { stage in
            let foreign = stage.rows[1][rank * 2].handle
            let own = try stage.records(of: 0..<60)
            let record = MemberRecord(
                handle: foreign, attributes: [:],
                consent: BoundConsent(subject: Digest(sha256: [1]), record: try .sample()))
            let index = own.count { $0.handle < foreign }
            let page = try stage.page((own + [record]).sorted { $0.handle < $1.handle })
            let problem = try await stage.send(page).problem
            #expect(problem.code == .unknownHandle)
            #expect(problem.detail.contains("records[\(index)].handle"))
            #expect(!problem.detail.contains(foreign.hex))
        }
    }
}
