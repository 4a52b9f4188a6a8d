// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Signing
internal import Vocabulary

/// The field types that statements and packs of this room share.
extension ObjectReader {
    /// Different channels in the order of `Channel.allCases`.
    mutating func orderedChannels(_ key: String, count: ClosedRange<Int>) throws(FieldError) -> [Channel] {
        let channels: [Channel] = try words(key, count: count)
        let order = Channel.allCases.map(\.rawValue).joined(separator: ", ")
        guard channels == Channel.allCases.filter(channels.contains) else {
            throw error(key, "expected different channels in the order \(order)")
        }
        return channels
    }

    /// Words of a fixed set, in any order.
    mutating func words<Word: RawRepresentable & CaseIterable>(
        _ key: String, count: ClosedRange<Int>
    ) throws(FieldError) -> [Word] where Word.RawValue == String {
        var words: [Word] = []
        for (index, text) in try strings(key, count: count).enumerated() {
            guard let word = Word(rawValue: text) else {
                throw error(
                    "\(key)[\(index)]", "expected one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            words.append(word)
        }
        return words
    }

    /// The place of an entry in a log, from 1.
    mutating func sequence(_ key: String) throws(FieldError) -> Int {
        Int(try integer(key, in: 1...JSONValue.largestInteger))
    }

    /// A number of rows.
    mutating func rows(_ key: String) throws(FieldError) -> Int { Int(try integer(key, in: 0...Limits.rows)) }
}
