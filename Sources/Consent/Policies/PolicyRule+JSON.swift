// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension PolicyRule {
    /// Reads the fields of a rule; the caller refuses what is left over, as are fields of another kind.
    init(reading reader: inout ObjectReader) throws {
        id = try reader.name("id")
        let word: Kind.Word = try reader.choice("kind")
        citation = try reader.displayText("citation", bytes: 1...256)
        source = try reader.displayText("source", bytes: 1...512)
        guard source.hasPrefix("https://") else { throw reader.error("source", "expected an address with https://") }
        confidence = try reader.choice("confidence")
        text = try reader.displayText("text", bytes: 1...1024)
        switch word {
        case .consentMethod:
            kind = .consentMethod(
                accepts: try reader.methods("accepts", count: 0...64),
                purposes: reader.has("purposes") ? try reader.purposes("purposes") : nil,
                channels: reader.has("channels")
                    ? try reader.orderedChannels("channels", count: 1...Channel.allCases.count) : nil)
        case .consentExpiry:
            kind = .consentExpiry(
                methods: try reader.methods("methods"), months: Int(try reader.integer("months", in: 1...1200)))
        case .withdrawal:
            let states: [ConsentState] = try reader.distinctWords("states")
            guard states.allSatisfy({ !$0.grants }) else {
                throw reader.error("states", "expected states that grant nothing")
            }
            kind = .withdrawal(
                states: states, withinBusinessDays: Int(try reader.integer("withinBusinessDays", in: 0...366)))
        case .requiredFields:
            kind = .requiredFields(try reader.distinctWords("fields"))
        case .sendWindow:
            let hours = try LocalHours(reading: &reader)
            guard !hours.isEmpty else { throw reader.error("until", "expected a time after from") }
            kind = .sendWindow(hours)
        }
    }

    /// The rule as an object.
    var json: JSONValue {
        func list(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
        var fields: [String: JSONValue] = [
            "id": .string(id), "kind": .string(kind.name), "citation": .string(citation), "source": .string(source),
            "confidence": .string(confidence.rawValue), "text": .string(text),
        ]
        switch kind {
        case .consentMethod(let accepts, let purposes, let channels):
            fields["accepts"] = list(accepts)
            fields["purposes"] = purposes.map { list($0.map(\.term)) }
            fields["channels"] = channels.map { list($0.map(\.rawValue)) }
        case .consentExpiry(let methods, let months):
            fields["methods"] = list(methods)
            fields["months"] = .integer(Int64(months))
        case .withdrawal(let states, let days):
            fields["states"] = list(states.map(\.rawValue))
            fields["withinBusinessDays"] = .integer(Int64(days))
        case .requiredFields(let required): fields["fields"] = list(required.map(\.rawValue))
        case .sendWindow(let hours): fields.merge(hours.fields) { current, _ in current }
        }
        return .object(fields)
    }
}

extension ObjectReader {
    fileprivate mutating func methods(
        _ key: String, count: ClosedRange<Int> = 1...64
    ) throws(FieldError) -> [String] {
        let methods = try strings(key, count: count)
        for (index, method) in methods.enumerated() where !TextForm.isName(method) {
            throw error("\(key)[\(index)]", "expected a method: 1 to 64 of a-z, 0-9 and -, starting with a letter")
        }
        return try distinct(methods, key)
    }

    fileprivate mutating func purposes(_ key: String) throws(FieldError) -> [Purpose] {
        var purposes: [Purpose] = []
        for (index, term) in try strings(key, count: 1...64).enumerated() {
            guard let purpose = Purpose(term) else {
                throw error(
                    "\(key)[\(index)]", "expected a purpose: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
            }
            purposes.append(purpose)
        }
        return try distinct(purposes, key)
    }

    fileprivate mutating func distinctWords<Word: RawRepresentable & CaseIterable & Hashable>(
        _ key: String
    ) throws(FieldError) -> [Word] where Word.RawValue == String {
        try distinct(try words(key, count: 1...Word.allCases.count), key)
    }

    private func distinct<Value: Hashable>(_ values: [Value], _ key: String) throws(FieldError) -> [Value] {
        guard Set(values).count == values.count else { throw error(key, "expected different entries") }
        return values
    }
}
