// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Signing
package import Vocabulary

/// What one person agreed to, without naming the person or the number (protocol/v1/consent.md §1).
///
/// `method`, `notice`, `jurisdiction` and `evidence` are required of every record. They are optional here because the
/// coordinator has to be able to read a record that lacks them in order to refuse it with a reason.
package struct ConsentRecord: Sendable {
    /// Who may write: display text of 1 to 128 bytes.
    package let sender: String
    /// What for.
    package let purpose: Purpose
    /// How: 1 to 5 different channels in the order of `Channel.allCases`.
    package let channels: [Channel]
    package let state: ConsentState
    /// The moment of the grant.
    package let givenAt: Timestamp
    /// The moment from which it no longer holds, after `givenAt`; nil where it has no end.
    package let expiresAt: Timestamp?
    /// How it was collected: 1 to 64 of `a-z`, `0-9` and `-`, starting with a letter.
    package let method: String?
    /// Which notice the person saw: display text of 1 to 512 bytes.
    package let notice: String?
    /// Whose law it was given under.
    package let jurisdiction: Jurisdiction?
    /// Where the proof lies: display text of 1 to 512 bytes.
    package let evidence: String?

    package init(
        sender: String, purpose: Purpose, channels: [Channel], state: ConsentState, givenAt: Timestamp,
        expiresAt: Timestamp? = nil, method: String?, notice: String?, jurisdiction: Jurisdiction?, evidence: String?
    ) {
        self.sender = sender
        self.purpose = purpose
        self.channels = channels
        self.state = state
        self.givenAt = givenAt
        self.expiresAt = expiresAt
        self.method = method
        self.notice = notice
        self.jurisdiction = jurisdiction
        self.evidence = evidence
    }

    /// Reads the fields strictly; the caller refuses what is left over, `null` included.
    package init(reading reader: inout ObjectReader) throws {
        sender = try reader.displayText("sender")
        purpose = try reader.purpose("purpose")
        channels = try reader.orderedChannels("channels", count: 1...Channel.allCases.count)
        state = try reader.choice("state")
        givenAt = try reader.timestamp("givenAt")
        expiresAt = reader.has("expiresAt") ? try reader.timestamp("expiresAt") : nil
        method = reader.has("method") ? try reader.name("method") : nil
        notice = reader.has("notice") ? try reader.displayText("notice", bytes: Self.textBytes) : nil
        jurisdiction = reader.has("jurisdiction") ? try reader.jurisdiction("jurisdiction") : nil
        evidence = reader.has("evidence") ? try reader.displayText("evidence", bytes: Self.textBytes) : nil
        if let expiresAt, expiresAt <= givenAt {
            throw reader.error("expiresAt", "expected a moment after givenAt; leave it out where there is no end")
        }
    }

    /// The bytes that a notice or an evidence may have.
    static let textBytes = 1...512

    /// The record as an object; what has no value is left out.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "sender": .string(sender), "purpose": .string(purpose.term),
            "channels": .array(channels.map { .string($0.rawValue) }), "state": .string(state.rawValue),
            "givenAt": .string(givenAt.text),
        ]
        fields["expiresAt"] = expiresAt.map { .string($0.text) }
        fields["method"] = method.map { .string($0) }
        fields["notice"] = notice.map { .string($0) }
        fields["jurisdiction"] = jurisdiction.map { .string($0.code) }
        fields["evidence"] = evidence.map { .string($0) }
        return .object(fields)
    }

    /// The canonical form, as ``json`` gives it.
    package var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        appendCanonical(to: &bytes)
        return bytes
    }

    /// Appends the canonical form, without making an object for each field: members in the order of their names.
    package func appendCanonical(to bytes: inout [UInt8]) {
        let (head, tail) = canonicalBytesAroundMoments
        bytes += head
        Self.appendCanonical(givenAt: givenAt, expiresAt: expiresAt, to: &bytes)
        bytes += tail
    }

    /// The canonical form in front of the moments, which are neighbours in it, and behind them.
    var canonicalBytesAroundMoments: (head: [UInt8], tail: [UInt8]) {
        var head = Array(#"{"channels":["#.utf8)
        var tail: [UInt8] = []
        for (index, channel) in channels.enumerated() {
            if index > 0 { head.append(UInt8(ascii: ",")) }
            JSONValue.appendQuoted(channel.rawValue, to: &head)
        }
        head.append(UInt8(ascii: "]"))
        Self.append("evidence", evidence, to: &head)
        Self.append("jurisdiction", jurisdiction?.code, to: &tail)
        Self.append("method", method, to: &tail)
        Self.append("notice", notice, to: &tail)
        Self.append("purpose", purpose.term, to: &tail)
        Self.append("sender", sender, to: &tail)
        Self.append("state", state.rawValue, to: &tail)
        tail.append(UInt8(ascii: "}"))
        return (head, tail)
    }

    /// Appends the members between.
    static func appendCanonical(givenAt: Timestamp, expiresAt: Timestamp?, to bytes: inout [UInt8]) {
        if let expiresAt {
            bytes += #","expiresAt":""#.utf8
            expiresAt.appendText(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += #","givenAt":""#.utf8
        givenAt.appendText(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ name: StaticString, _ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return }
        bytes += #",""#.utf8
        name.withUTF8Buffer { bytes += $0 }
        bytes += #"":"#.utf8
        JSONValue.appendQuoted(text, to: &bytes)
    }

    /// SHA-256 of the canonical form: what decisions and homes name the record by.
    package var digest: Digest { Digest(sha256: canonicalBytes) }
}

extension ConsentRecord: Hashable {
    /// Two records are one where their canonical forms are the same bytes.
    package static func == (left: Self, right: Self) -> Bool { left.json == right.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
