// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

/// The texts of one row's consent columns, as they stand in the file; nil where the file lacks the column.
package struct ConsentFields: Equatable, Sendable {
    package var sender: String?
    package var purpose: String?
    package var channel: String?
    package var state: String?
    package var givenAt: String?
    package var expiresAt: String?
    package var method: String?
    package var notice: String?
    package var jurisdiction: String?
    package var evidence: String?

    package init() {}

    /// A field by its column.
    package subscript(column: ConsentColumn) -> String? {
        get {
            switch column {
            case .sender: sender
            case .purpose: purpose
            case .channel: channel
            case .state: state
            case .givenAt: givenAt
            case .expiresAt: expiresAt
            case .method: method
            case .notice: notice
            case .jurisdiction: jurisdiction
            case .evidence: evidence
            }
        }
        set {
            switch column {
            case .sender: sender = newValue
            case .purpose: purpose = newValue
            case .channel: channel = newValue
            case .state: state = newValue
            case .givenAt: givenAt = newValue
            case .expiresAt: expiresAt = newValue
            case .method: method = newValue
            case .notice: notice = newValue
            case .jurisdiction: jurisdiction = newValue
            case .evidence: evidence = newValue
            }
        }
    }

    /// Reads the record of a row (protocol/v1/consent.md §1, "From columns").
    ///
    /// - Parameter digits: the E.164 digits of the row's own number, which no text may hold; nil where they are not
    ///   known, as in a row whose number was refused.
    /// - Returns: the record, or the first reason against it in the order of the columns.
    package func reading(number digits: UInt64?) -> ConsentReading {
        let fields = trimmed
        guard !fields.isEmpty else { return .absent }
        do throws(ConsentRejection) {
            let record = try fields.record()
            if let digits, record.holdsNumber(digits) { return .rejected(.holdsNumber) }
            return .record(record)
        } catch {
            return .rejected(error)
        }
    }

    /// Reads a row whose other texts are those of a template: only the moments can be wrong.
    ///
    /// - Parameter digits: the E.164 digits of the row's own number.
    /// - Throws: what ``reading(number:)`` would reject the row for.
    package func moments(
        of template: ConsentTemplate, number digits: UInt64
    ) throws(ConsentRejection) -> (given: Timestamp, end: Timestamp?) {
        let (given, end) = try Self.moments(
            givenAt: givenAt.flatMap(Self.trimmed), expiresAt: expiresAt.flatMap(Self.trimmed))
        if let end, end <= given { throw .expiryBeforeGrant }
        guard !template.holdsNumber(digits) else { throw .holdsNumber }
        return (given, end)
    }

    /// True where the state alone, whatever the other fields say, takes a consent back.
    package var isWithdrawal: Bool {
        state.flatMap(Self.trimmed).flatMap { ConsentState(foldedWord: Self.folded($0)) }?.isWithdrawal ?? false
    }

    /// The state alone, whatever the other fields say.
    package var stateReading: StateReading {
        guard let word = state.flatMap(Self.trimmed) else { return .absent }
        return ConsentState(foldedWord: Self.folded(word)).map { .state($0) } ?? .other
    }

    /// Says in which zone moments were written that have none: `Z`, or an offset such as `+02:00`.
    package mutating func place(inZone zone: String) {
        givenAt = givenAt.map { Self.placed($0, zone) }
        expiresAt = expiresAt.map { Self.placed($0, zone) }
    }

    private static func placed(_ text: String, _ zone: String) -> String {
        guard let text = trimmed(text), ZonedMoment(text) == .withoutZone else { return text }
        return text + zone
    }

    /// The record of trimmed fields.
    private func record() throws(ConsentRejection) -> ConsentRecord {
        let sender = try Self.text(sender, bytes: 1...128, missing: .senderMissing, malformed: .senderMalformed)
        let purpose = try Self.value(purpose, missing: .purposeMissing, malformed: .purposeMalformed) { Purpose($0) }
        let channels = try Self.value(
            channel, missing: .channelMissing, malformed: .channelMalformed, read: Self.channels)
        let state = try Self.value(state, missing: .stateMissing, malformed: .stateUnknown) {
            ConsentState(foldedWord: Self.folded($0))
        }
        let (given, end) = try Self.moments(givenAt: givenAt, expiresAt: expiresAt)
        let method = try Self.value(method, missing: .methodMissing, malformed: .methodMalformed) {
            let word = Self.folded($0)
            return TextForm.isName(word) ? word : nil
        }
        let record = ConsentRecord(
            sender: sender, purpose: purpose, channels: channels, state: state, givenAt: given, expiresAt: end,
            method: method,
            notice: try Self.text(
                notice, bytes: ConsentRecord.textBytes, missing: .noticeMissing, malformed: .noticeMalformed),
            jurisdiction: try Self.value(
                jurisdiction, missing: .jurisdictionMissing, malformed: .jurisdictionMalformed
            ) { Jurisdiction($0) },
            evidence: try Self.text(
                evidence, bytes: ConsentRecord.textBytes, missing: .evidenceMissing, malformed: .evidenceMalformed))
        if let end, end <= given { throw .expiryBeforeGrant }
        return record
    }

    /// When the consent was given, and when it ends.
    private static func moments(
        givenAt: String?, expiresAt: String?
    ) throws(ConsentRejection) -> (given: Timestamp, end: Timestamp?) {
        guard let givenAt else { throw .givenAtMissing }
        let given = try moment(givenAt, malformed: .givenAtMalformed, withoutZone: .givenAtWithoutZone)
        var end: Timestamp?
        if let expiresAt {
            end = try moment(expiresAt, malformed: .expiresAtMalformed, withoutZone: .expiresAtWithoutZone)
        }
        return (given, end)
    }

    private static func value<Value>(
        _ text: String?, missing: ConsentRejection, malformed: ConsentRejection, read: (String) -> Value?
    ) throws(ConsentRejection) -> Value {
        guard let text else { throw missing }
        guard let value = read(text) else { throw malformed }
        return value
    }

    private static func text(
        _ text: String?, bytes: ClosedRange<Int>, missing: ConsentRejection, malformed: ConsentRejection
    ) throws(ConsentRejection) -> String {
        try value(text, missing: missing, malformed: malformed) {
            TextForm.isDisplayText($0, bytes: bytes) ? $0 : nil
        }
    }

    private static func moment(
        _ text: String, malformed: ConsentRejection, withoutZone: ConsentRejection
    ) throws(ConsentRejection) -> Timestamp {
        switch ZonedMoment(text) {
        case .moment(let moment): return moment
        case .withoutZone: throw withoutZone
        case .malformed: throw malformed
        }
    }

    /// Channels with bars, semicolons, commas or blanks between, brought into order; naming one twice is naming it
    /// once.
    private static func channels(_ text: String) -> [Channel]? {
        let words = folded(text, blanksBecomeHyphens: false).utf8.split { byte in
            byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || isBlank(byte)
        }
        var named: Set<Channel> = []
        for word in words {
            guard let channel = Channel(rawValue: String(decoding: word, as: UTF8.self)) else { return nil }
            named.insert(channel)
        }
        return named.isEmpty ? nil : Channel.allCases.filter(named.contains)
    }

    /// ASCII letters in lower case, with hyphens for `_` and, in words, for blanks.
    private static func folded(_ text: String, blanksBecomeHyphens: Bool = true) -> String {
        let bytes = text.utf8.map { byte -> UInt8 in
            if (65...90).contains(byte) { return byte + 32 }
            let isHyphen = byte == UInt8(ascii: "_") || (blanksBecomeHyphens && isBlank(byte))
            return isHyphen ? UInt8(ascii: "-") : byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Without white space at the ends; what is empty then is absent.
    var trimmed: ConsentFields {
        var fields = ConsentFields()
        fields.sender = sender.flatMap(Self.trimmed)
        fields.purpose = purpose.flatMap(Self.trimmed)
        fields.channel = channel.flatMap(Self.trimmed)
        fields.state = state.flatMap(Self.trimmed)
        fields.givenAt = givenAt.flatMap(Self.trimmed)
        fields.expiresAt = expiresAt.flatMap(Self.trimmed)
        fields.method = method.flatMap(Self.trimmed)
        fields.notice = notice.flatMap(Self.trimmed)
        fields.jurisdiction = jurisdiction.flatMap(Self.trimmed)
        fields.evidence = evidence.flatMap(Self.trimmed)
        return fields
    }

    var isEmpty: Bool {
        sender == nil && purpose == nil && channel == nil && state == nil && givenAt == nil && expiresAt == nil
            && method == nil && notice == nil && jurisdiction == nil && evidence == nil
    }

    private static func trimmed(_ text: String) -> String? {
        let printable: ClosedRange<UInt8> = 0x21...0x7E
        if let first = text.utf8.first, let last = text.utf8.last, printable.contains(first), printable.contains(last) {
            return text
        }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }
}
