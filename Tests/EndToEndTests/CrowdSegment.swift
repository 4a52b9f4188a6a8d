// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A segment, and its rule as a test's author understands it; what is unknown fulfils nothing.
struct CrowdSegment: Sendable {
    let name: String
    /// The rule as the brand writes it.
    let when: String
    let holds: @Sendable (Person) -> Bool

    static let all: [CrowdSegment] = [
        CrowdSegment(name: "everybody", when: "number.country == 'US'") { _ in true },
        CrowdSegment(name: "film-fans", when: "streamco.interest == 'film'") { $0.partner?.interest == "film" },
        CrowdSegment(name: "not-sport", when: "streamco.interest != 'sport'") { person in
            person.partner?.interest.map { $0 != "sport" } ?? false
        },
        CrowdSegment(name: "frequent", when: "streamco.visits >= 10 && !tag('vip')") { person in
            guard let visits = person.partner?.visits, let tags = person.partner?.tags else { return false }
            return visits >= 10 && !tags.contains("vip")
        },
        CrowdSegment(name: "never-told", when: "!has(streamco.visits) || streamco.tags == ['early', 'vip']") { person in
            person.partner?.visits == nil || person.partner?.tags == ["early", "vip"]
        },
        CrowdSegment(
            name: "few", when: "'America/Denver' in number.timezones && streamco.visits < 2 || streamco.visits == 100"
        ) { person in
            person.zone == "America/Denver" && (person.partner?.visits).map { $0 < 2 } ?? false
        },
    ]

    /// The file that defines all of them.
    static var file: String {
        "segments:\n" + all.map { "  - {name: \($0.name), when: \"\($0.when)\"}\n" }.joined()
    }

    /// The numbers of its members, but for those that were revoked.
    func members(of crowd: Crowd, without revoked: Set<String> = []) -> [String] {
        crowd.persons.filter { $0.isAllowed && holds($0) && !revoked.contains($0.number) }.map(\.number)
    }

    /// What the brand is told of the size: nil below the minimum.
    func size(in crowd: Crowd, without revoked: Set<String> = []) -> Int? {
        let count = members(of: crowd, without: revoked).count
        return count < 50 ? nil : count / 50 * 50
    }

    /// What the brand is told of all sizes.
    static func sizes(in crowd: Crowd, without revoked: Set<String> = []) -> [String: Int?] {
        all.reduce(into: [:]) { $0[$1.name] = .some($1.size(in: crowd, without: revoked)) }
    }
}
