// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the numbering plan tells about a number.
package struct NumberFacts: Hashable, Sendable {
    /// The ISO 3166-1 alpha-2 code, `001` for codes of no country (satellite, international toll-free), nil if open:
    /// several countries share the code and none of them uses the range.
    package let country: String?
    package let type: NumberType
    /// The place in English: the area of a geographic number, else the country's name; nil if there is none or
    /// it was left out.
    package let location: String?
    /// The network the range was first given to, for mobile numbers and pagers; a ported number may be with another.
    package let carrier: String?
    /// The IANA time zones that the number may be in, ascending by their bytes, at most some dozens.
    ///
    /// Those of the range where the number belongs to an area, else those of the whole country code; empty where none is
    /// known: codes of no country, and numbers in no range in use. A ported or roaming number may be elsewhere.
    package let timezones: [String]

    package init(
        country: String?, type: NumberType, location: String?, carrier: String? = nil, timezones: [String] = []
    ) {
        self.country = country
        self.type = type
        self.location = location
        self.carrier = carrier
        self.timezones = timezones
    }
}
