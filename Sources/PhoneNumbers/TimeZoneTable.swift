// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The time zones that numbers may be in, by the prefixes of their E.164 digits.
///
/// A zone is a name of the IANA time zone database and may be one of its older links (`Asia/Calcutta`).
package struct TimeZoneTable: Sendable {
    /// The different lists of zones; none is empty, each ascends by its bytes.
    package let lists: [[String]]
    /// Places in `lists`; prefixes do not start with 0, so an integer is one without its length.
    private let listOfPrefix: [UInt64: Int]
    private let mobileCodes: Set<UInt64>
    private let longestPrefix: UInt64

    /// Reads the text that `scripts/time-zones` writes, nil unless all of it has that form.
    ///
    /// Lines that start with `#` are comments. The rest is words: groups of ascending names, each followed by the prefixes
    /// (1 to 15 digits) that have these zones. A group with the only name `mobile` holds country codes instead.
    package init?(_ text: some StringProtocol) {
        var lists: [[String]] = []
        var listOfPrefix: [UInt64: Int] = [:]
        var mobileCodes: Set<UInt64> = []
        var names: [String] = []
        var isNaming = true
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            for word in line.split(separator: UInt8(ascii: " ")) {
                guard let first = word.first, (0x30...0x39).contains(first) else {
                    let name = String(decoding: word, as: UTF8.self)
                    if !isNaming { names = [] }
                    if let last = names.last, last >= name { return nil }
                    names.append(name)
                    isNaming = true
                    continue
                }
                guard let prefix = Self.prefix(word), !names.isEmpty else { return nil }
                if names == ["mobile"] {
                    mobileCodes.insert(prefix)
                } else {
                    if isNaming { lists.append(names) }
                    guard listOfPrefix.updateValue(lists.count - 1, forKey: prefix) == nil else { return nil }
                }
                isNaming = false
            }
        }
        guard !isNaming else { return nil }
        self.lists = lists
        self.listOfPrefix = listOfPrefix
        self.mobileCodes = mobileCodes
        longestPrefix = listOfPrefix.keys.max() ?? 0
    }

    /// Creates a table without any zone.
    init() {
        lists = []
        listOfPrefix = [:]
        mobileCodes = []
        longestPrefix = 0
    }

    private static func prefix(_ word: some Collection<UInt8>) -> UInt64? {
        guard word.count <= 15, word.first != 0x30, word.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return word.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    /// All prefixes, in no order.
    package var prefixes: some Collection<UInt64> { listOfPrefix.keys }

    /// The zones that a number may be in; empty where none is known, among others for every type `unknown`.
    ///
    /// A number that belongs to an area has the zones of its longest prefix in the table, any other those of its whole
    /// country code. To an area belong fixed lines, what may be one, and mobile numbers of the few countries that give
    /// them out by area (libphonenumber's `isNumberGeographical`).
    package func zones(of number: PhoneNumber, type: NumberType, countryCode: UInt64) -> [String] {
        switch type {
        case .unknown: []
        case .fixedLine, .fixedLineOrMobile: zones(behind: number.digits)
        case .mobile where mobileCodes.contains(countryCode): zones(behind: number.digits)
        default: listOfPrefix[countryCode].map { lists[$0] } ?? []
        }
    }

    private func zones(behind digits: UInt64) -> [String] {
        var prefix = digits
        while prefix > 0 {
            if prefix <= longestPrefix, let list = listOfPrefix[prefix] { return lists[list] }
            prefix /= 10
        }
        return []
    }
}
