// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// Everybody in the world of the tests of the whole line, with the lists of a brand, a partner that tells attributes, and a
/// registry.
struct Crowd: Sendable {
    /// Area codes and where they are, as any almanac has them.
    private static let zones: [(zone: String, areas: [UInt64])] = [
        ("America/New_York", [201, 202, 203, 212]), ("America/Chicago", [205, 312, 314]),
        ("America/Denver", [303, 307, 406]), ("America/Los_Angeles", [206, 213, 310, 323, 408, 415]),
    ]

    let persons: [Person]
    let plan: DeploymentPlan
    /// The moment at which it was made, in seconds since 1970.
    let now: Int64

    /// The agreement under which the lists are matched.
    static var plan: DeploymentPlan {
        var plan = DeploymentPlan(
            parties: [
                .init("acme", "brand", entitled: true), .init("streamco", "partner"), .init("consenthub", "consent"),
            ], match: "acme and streamco and consenthub", chunkRows: 200)
        plan.channels = ["sms", "whatsapp"]
        plan.policies = ["us-federal", "ca-casl"]
        plan.grants = [
            "acme": ["number.country", "number.timezones"], "streamco": ["interest", "visits", "tags"],
        ]
        plan.attributeTypes = ["number.timezones": "strings", "visits": "integer", "tags": "strings"]
        plan.places = [CrowdContext.place]
        return plan
    }

    /// - Parameters:
    ///   - consent: changes what good consents say.
    ///   - interests: what the partner's list says of people, in equal parts.
    init(
        seed: UInt64, plan: DeploymentPlan = Self.plan, now: Int64 = Int64(Date().timeIntervalSince1970),
        consent: (inout ConsentColumns) -> Void = { _ in },
        interests: [String?] = ["film", "film", "sport", "music", nil]
    ) {
        let good = ConsentColumns(sender: plan.sender).with(consent)
        var generator = SeededGenerator(seed: seed)
        var persons: [Person] = []
        for (zone, areas) in Self.zones {
            for area in areas {
                for line in 0..<100 as Range<UInt64> {
                    let digits = 10_000_000_000 + area * 10_000_000 + 5_550_100 + line
                    let cases = ConsentCase.all(at: now, of: good, digits: digits)
                    // Every second consent is good; the others take turns.
                    let number = persons.count
                    let consent = cases[number.isMultiple(of: 2) ? 0 : number / 2 % cases.count]
                    persons.append(Self.person(digits, zone, consent, interests, &generator))
                }
            }
        }
        self.persons = persons
        self.plan = plan
        self.now = now
    }

    private static func person(
        _ digits: UInt64, _ zone: String, _ consent: ConsentCase, _ interests: [String?],
        _ generator: inout SeededGenerator
    ) -> Person {
        func draw(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
        let isFaulty = draw(40) == 0
        let refusal = ["attribute-malformed", "attribute-holds-number"][draw(2)]
        let partner = Person.Partner(
            interest: interests[draw(interests.count)], visits: draw(6) == 0 ? nil : draw(20),
            tags: [["vip"], ["early", "vip"], ["early"], nil][draw(4)], refusal: isFaulty ? refusal : nil)
        return Person(
            digits: digits, zone: zone, consent: draw(100) < 85 ? consent : nil,
            partner: draw(100) < 85 ? partner : nil, isRegistered: draw(100) < 90)
    }

    // MARK: - Lists

    /// Writes the lists in the order of the parties.
    func write(in deployment: Deployment, round: Int = 1) throws -> [URL] {
        try zip(deployment.parties, [brandList, partnerList, registryList]).map { party, lines in
            let file = deployment.folder.appending(path: "\(party.id)-\(round).csv")
            try lines.joined(separator: "\n").write(to: file, atomically: false, encoding: .utf8)
            return file
        }
    }

    private var brandList: [String] {
        let nothing = String(repeating: ",", count: ConsentColumns.header.split(separator: ",").count)
        return ["phone,\(ConsentColumns.header)"]
            + persons.flatMap { person in
                (person.consent?.rows ?? []).map { row in
                    row.map { "\(person.number),\($0.row)" } ?? "\(person.number)\(nothing)"
                }
            }
    }

    private var partnerList: [String] {
        ["phone,interest,visits,tags"]
            + persons.compactMap { person in
                guard let partner = person.partner else { return nil }
                let interest =
                    partner.refusal == "attribute-holds-number" ? "call \(person.digits)" : partner.interest ?? ""
                let visits = partner.refusal == "attribute-malformed" ? "many" : partner.visits.map(String.init) ?? ""
                return "\(person.number),\(interest),\(visits),\((partner.tags ?? []).joined(separator: "|"))"
            }
    }

    private var registryList: [String] { ["phone"] + persons.filter(\.isRegistered).map(\.number) }
}
