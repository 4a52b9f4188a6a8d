// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// A context, the plan of it and its messages, as they are signed, and which texts its template can give.
@Suite struct PlanVectorTests {
    private let fixture: AgreementFixture
    private let acme: PartyID

    init() throws {
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco",
            extra: """
                grants:
                  - {party: acme, attributes: [{name: number.timezones, type: strings}]}
                  - {party: streamco, attributes: [{name: interest, type: string}, {name: visits, type: integer}]}
                disclosure: {minimumList: 1, minimumResult: 50}
                """)
        acme = try #require(PartyID("acme"))
    }

    private static let templates: [(template: String, texts: [String])] = [
        (
            "Good {{streamco.interest | default: 'films'}}: {{sender}}",
            [
                "Good music: ACME Stores", "Good films: ACME Stores", "Good : ACME Stores", "Good music: Somebody",
                "Good mu\nsic: ACME Stores", "Good \(String(repeating: "x", count: 256)): ACME Stores",
                "Good \(String(repeating: "x", count: 257)): ACME Stores",
            ]
        ),
        ("{{streamco.visits}} visits", ["0 visits", "-12 visits", "012 visits", "many visits", " visits"]),
    ]

    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func handle(_ byte: UInt8) throws -> Handle {
        try #require(Handle(bytes: [UInt8](repeating: byte, count: 16)))
    }

    @Test("The vectors of contexts, plans and messages are what the code computes")
    func vectors() throws {
        let agreement = fixture.agreement
        let now = try moment("2026-06-05T12:00:00Z")
        let context = ContextDefinition(
            name: "rainy-friday", segment: "film-fans", channel: .sms, days: [.fri], from: 1020, until: 1260,
            weather: .init(place: "london", when: "weather.precipitation >= 0.2"), horizonHours: 24,
            text: Self.templates[0].template)
        let contexts = ContextsStatement(
            agreement: agreement.id, from: acme, at: now, definitions: [context], remove: ["old"])
        let plan = PlanSummary(
            agreement: agreement.id, round: agreement.roundID(1), context: context, madeAt: now,
            plan: .init(id: try handle(7), messages: 50))
        let withheld = PlanSummary(
            agreement: agreement.id, round: agreement.roundID(1), context: context, madeAt: now, plan: nil)
        let page = MessagePage(
            agreement: agreement.id, round: agreement.roundID(1), plan: try handle(7), after: try handle(1),
            messages: [
                PlannedMessage(
                    handle: try handle(2), channel: .sms, text: "Good music: ACME Stores",
                    sendAfter: try moment("2026-06-05T16:00:00Z"), notAfter: try moment("2026-06-05T18:00:00Z"))
            ])
        let schema = RuleSchema(agreement)
        let texts = try Self.templates.flatMap { template, texts in
            let parsed = try Template(parsing: template, schema: schema)
            return texts.map { text in
                JSONValue.object([
                    "template": .string(template), "text": .string(text),
                    "canRead": .bool(parsed.canRead(text, sender: agreement.sender) { _ in .nothing }),
                ])
            }
        }
        #expect(
            try VectorFile.agrees(
                "plans.json",
                with: .object([
                    "source": .string(
                        "protocol/v1/segments.md §4 and §6; identity seeds are one byte 32 times: acme 1, coordinator 192"
                    ),
                    "agreement": .string(agreement.id.hex),
                    "contexts": Signed(contexts, by: fixture.identities[0]).json,
                    "plan": Signed(plan, by: fixture.coordinator).json,
                    "withheld": Signed(withheld, by: fixture.coordinator).json,
                    "messages": Signed(page, by: fixture.coordinator).json,
                    "texts": .array(texts),
                ])))
    }
}
