// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Template {
    /// What a reader of a message knows about an attribute of its member.
    package enum Knowledge {
        /// Its value, nil where there is none.
        case value(RuleValue?)
        /// One of some values; which, the reader cannot tell.
        case oneOf(Set<String>)
        /// Nothing: another party tells it.
        case nothing
    }

    /// The longest text and the most digits that an attribute holds, in bytes (protocol/v1/agreement.md §5).
    private static let longestText = 256
    private static let longestInteger = 19

    /// Whether a text can be one of this template, whatever the values are that the reader does not know.
    ///
    /// Its fixed parts are where they are written, and between them nothing but what an attribute may hold. Takes time
    /// proportional to the text's length times the number of parts.
    ///
    /// - Parameters:
    ///   - text: a message.
    ///   - sender: who writes, as the agreement says.
    ///   - knowledge: what is known of an attribute of the member.
    package func canRead(_ text: String, sender: String, _ knowledge: (AttributeKey) -> Knowledge) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard text.utf8.count <= Self.maximumBytes, !scalars.indices.contains(where: { Self.isHidden($0, in: scalars) })
        else { return false }
        let reading = Reading(Array(text.utf8))
        var ends = reading.start
        for part in parts {
            switch part {
            case .text(let text): ends = reading.after(text, from: ends)
            case .sender: ends = reading.after(sender, from: ends)
            case .attribute(let key, let isInteger, let fallback):
                switch knowledge(key) {
                case .value(.string(let value)?): ends = reading.after(value, from: ends)
                case .value(.int(let value)?): ends = reading.after("\(value)", from: ends)
                case .value:
                    // Without a value and a default there is no message.
                    guard let fallback else { return false }
                    ends = reading.after(fallback, from: ends)
                case .oneOf(let values):
                    let other = fallback.map { reading.after($0, from: ends) } ?? []
                    ends = reading.after(oneOf: values, from: ends).union(other)
                case .nothing:
                    let open =
                        isInteger ? reading.afterInteger(from: ends) : reading.afterText(from: ends)
                    let other = fallback.map { reading.after($0, from: ends) } ?? []
                    ends = open.union(other)
                }
            }
            guard !ends.isEmpty else { return false }
        }
        return ends.contains(reading.bytes.count)
    }

    /// The places in a text at which what was read so far may end.
    private struct Reading {
        let bytes: [UInt8]
        let start: Set<Int> = [0]

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        /// The ends of a fixed text that starts at one of the places.
        func after(_ text: String, from starts: Set<Int>) -> Set<Int> {
            let wanted = Array(text.utf8)
            return Set(
                starts.compactMap { start in
                    let end = start + wanted.count
                    return end <= bytes.count && bytes[start..<end].elementsEqual(wanted) ? end : nil
                })
        }

        /// The ends of one of some texts that starts at one of the places.
        func after(oneOf texts: Set<String>, from starts: Set<Int>) -> Set<Int> {
            let lengths = Set(texts.map(\.utf8.count))
            return starts.reduce(into: []) { ends, start in
                for length in lengths where start + length <= bytes.count {
                    let part = bytes[start..<start + length]
                    // Not by the text's own equality, which takes canonically equivalent ones for the same.
                    guard let text = String(validating: part, as: UTF8.self), let known = texts.firstIndex(of: text),
                        texts[known].utf8.elementsEqual(part)
                    else { continue }
                    ends.insert(start + length)
                }
            }
        }

        /// The ends of any value of the type string that starts at one of the places; a value has one line.
        func afterText(from starts: Set<Int>) -> Set<Int> {
            var ends: Set<Int> = []
            var latest: Int?
            for place in 0...bytes.count {
                if place > 0, bytes[place - 1] < 0x20 { latest = nil }
                if starts.contains(place) { latest = place }
                let isWhole = place == bytes.count || bytes[place] & 0xC0 != 0x80
                if let latest, isWhole, place - latest <= Template.longestText { ends.insert(place) }
            }
            return ends
        }

        /// The ends of any value of the type integer that starts at one of the places.
        func afterInteger(from starts: Set<Int>) -> Set<Int> {
            var ends: Set<Int> = []
            for start in starts {
                var place = start
                if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
                let first = place
                while place < bytes.count, place - first < Template.longestInteger, (48...57).contains(bytes[place]) {
                    place += 1
                    ends.insert(place)
                    // Integers are written without leading zeros.
                    if bytes[first] == 48 { break }
                }
            }
            return ends
        }
    }
}
