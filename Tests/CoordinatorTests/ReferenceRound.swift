// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Testing
import Vocabulary

/// What should be known of a round after what happened to it, by the reference predicate.
struct ReferenceRound {
    let stage: MemberStage
    /// For each row of the brand.
    let people: [RandomPerson]
    /// For each row that a record allowed, from when it allows nothing any more.
    private(set) var ends: [Int: Int64] = [:]
    private(set) var revoked: Set<Int> = []
    /// The people of whom the partner told something.
    private(set) var told: Set<Int> = []
    /// Rows of the brand, and of the partner, that pages have come by.
    private(set) var brandRows = 0
    private(set) var partnerRows = 0
    private(set) var brandPages = 0
    private(set) var partnerPages = 0
    private(set) var isDecided = false

    init(_ stage: MemberStage, _ people: [RandomPerson]) {
        self.stage = stage
        self.people = people
    }

    var isBrandComplete: Bool { brandRows == stage.rows[0].count }
    var isPartnerComplete: Bool { partnerRows == stage.rows[1].count }

    mutating func takeBrand(upTo row: Int, at now: Int64) {
        for row in brandRows..<row where !revoked.contains(row) {
            ends[row] = people[row].consent.flatMap { ReferenceConsent.end(of: $0, decidedAt: now) }
        }
        brandRows = row
        brandPages += 1
        if isBrandComplete, isPartnerComplete { isDecided = true }
    }

    mutating func takePartner(upTo row: Int) {
        for place in stage.rows[1][partnerRows..<row] { told.insert(place.person) }
        partnerRows = row
        partnerPages += 1
        if isBrandComplete, isPartnerComplete { isDecided = true }
    }

    mutating func revoke(_ row: Int) { revoked.insert(row) }

    mutating func reachDeadline() { isDecided = true }

    /// Whether a row may be counted.
    func isMember(_ row: Int, at now: Int64) -> Bool {
        !revoked.contains(row) && (ends[row] ?? .min) > now
    }

    func members(at now: Int64) -> [Int] { people.indices.filter { isMember($0, at: now) } }

    /// What the partner told of a row's person.
    func interest(_ row: Int) -> String? {
        told.contains(stage.rows[0][row].person) ? people[row].interest : nil
    }

    /// Whether a message may be planned for a row by SMS.
    func isPlannable(_ row: Int, at now: Int64) -> Bool {
        guard isMember(row, at: now), let end = ends[row] else { return false }
        return people[row].consent?.channels.contains(.sms) == true
            && ReferenceConsent.hasTime(in: people[row].zones, from: now, until: end)
    }

    /// The segments of ``ConsentHistory/segments`` that a member is in.
    func segments(_ row: Int) -> [String] {
        var names = ["all", "country-\(people[row].country.lowercased())"]
        if let interest = interest(row) { names.append(interest == "film" ? "film" : "not-film") }
        return names.sorted()
    }
}
