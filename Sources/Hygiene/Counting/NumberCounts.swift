// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// How many rows there are of each country, type, carrier and state of consent.
package struct NumberCounts: Equatable, Sendable {
    /// Rows by `CountryIndex`; empty until there is one.
    private var byCountry: [Int] = []
    package private(set) var types: [NumberType: Int] = [:]
    package private(set) var carriers: [String: Int] = [:]
    /// Rows by index of `ConsentStates`; those without a number too.
    package private(set) var states = [Int](repeating: 0, count: 16)

    /// Rows by the bit of each note.
    private var byNote = [Int](repeating: 0, count: 16)

    package init() {}

    /// Counts a row that has a number; answers its country's index.
    package mutating func count(_ facts: NumberFacts) -> Int {
        if byCountry.isEmpty { byCountry = [Int](repeating: 0, count: CountryIndex.count) }
        let country = CountryIndex.index(of: facts.country)
        byCountry[country] += 1
        types[facts.type, default: 0] += 1
        if let carrier = facts.carrier, !carrier.isEmpty { carriers[carrier, default: 0] += 1 }
        return country
    }

    /// Counts what a row says of its consent.
    package mutating func count(state: UInt8) { states[Int(state & 15)] += 1 }

    /// Counts what was passed over or mended in a row.
    package mutating func count(_ notes: ReadingNotes) {
        guard !notes.isEmpty else { return }
        for bit in byNote.indices where notes.rawValue & 1 << UInt16(bit) != 0 { byNote[bit] += 1 }
    }

    /// Adds another part's counts.
    package mutating func merge(_ other: NumberCounts) {
        if byCountry.isEmpty {
            byCountry = other.byCountry
        } else {
            for (index, count) in other.byCountry.enumerated() where count > 0 { byCountry[index] += count }
        }
        types.merge(other.types, uniquingKeysWith: +)
        carriers.merge(other.carriers, uniquingKeysWith: +)
        for index in states.indices { states[index] += other.states[index] }
        for bit in byNote.indices { byNote[bit] += other.byNote[bit] }
    }

    /// Rows by what was passed over or mended in them, in the order of the notes; zeros left out.
    package var mended: [(note: ReadingNotes, rows: Int)] {
        ReadingNotes.named.map { (note: $0.note, rows: byNote[$0.note.rawValue.trailingZeroBitCount]) }
            .filter { $0.rows > 0 }
    }

    /// Rows by the country's code, `none` for numbers of an open one.
    package var countries: [String: Int] {
        var countries: [String: Int] = [:]
        for (index, count) in byCountry.enumerated() where count > 0 {
            countries[CountryIndex.code(of: index) ?? "none"] = count
        }
        return countries
    }
}
