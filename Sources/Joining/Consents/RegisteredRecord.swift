// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
package import Signing

/// A record of the home's consent register, with the moment at which it came to be there.
package struct RegisteredRecord: Equatable, Sendable {
    package let record: ConsentRecord
    package let recordedAt: Timestamp
    /// When the refusal was recorded that this grant has lifted; nil where there was none.
    let refusedAt: Timestamp?

    package init(_ record: ConsentRecord, recordedAt: Timestamp) {
        self.init(record, recordedAt: recordedAt, refusedAt: nil)
    }

    init(_ record: ConsentRecord, recordedAt: Timestamp, refusedAt: Timestamp?) {
        self.record = record
        self.recordedAt = recordedAt
        self.refusedAt = refusedAt
    }

    /// Reads what the register holds.
    package init(parsing bytes: [UInt8]) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes), path: "register")
        record = try reader.object("consent") { try ConsentRecord(reading: &$0) }
        recordedAt = try reader.timestamp("recordedAt")
        refusedAt = reader.has("refusedAt") ? try reader.timestamp("refusedAt") : nil
        try reader.finish()
    }

    /// What the register keeps: canonical JSON.
    package var bytes: [UInt8] {
        var fields: [String: JSONValue] = ["consent": record.json, "recordedAt": .string(recordedAt.text)]
        fields["refusedAt"] = refusedAt.map { .string($0.text) }
        return JSONValue.object(fields).canonicalBytes
    }

    /// Whether two records are about the same: sender and purpose.
    func isAbout(_ other: ConsentRecord) -> Bool {
        record.sender.utf8.elementsEqual(other.sender.utf8) && record.purpose == other.purpose
    }

    /// Whether the record is about the sender and purpose of an agreement.
    func isAbout(_ terms: ConsentTerms) -> Bool { terms.isSender(of: record) && record.purpose == terms.purpose }

    /// What stays of this record and a later imported one about the same; nil where this one is a refusal that the other
    /// does not lift.
    ///
    /// - Parameter moment: when `next` came to be here; not before anything else that the home has recorded.
    func succeeded(by next: ConsentRecord, recordedAt moment: Timestamp, at now: Timestamp) -> RegisteredRecord? {
        switch (record.state.grants, next.state.grants) {
        case (false, true):
            guard next.lifts(refusalAt: recordedAt, at: now) else { return nil }
            return RegisteredRecord(next, recordedAt: moment, refusedAt: recordedAt)
        // The consent that it takes back must never lift it, whatever moment that bears.
        case (true, false):
            return RegisteredRecord(next, recordedAt: max(moment, recordedAt, record.givenAt))
        case (true, true):
            let isNewer =
                next.givenAt != record.givenAt
                ? next.givenAt > record.givenAt
                : ConsentPrecedence(of: next, row: 0) < ConsentPrecedence(of: record, row: 0)
            return isNewer ? RegisteredRecord(next, recordedAt: moment, refusedAt: refusedAt) : self
        case (false, false):
            // Also the same one again: somebody said no anew. The milder of two refusals is a refusal too: only what was given after it may lift it.
            return RegisteredRecord(next.state < record.state ? next : record, recordedAt: max(recordedAt, moment))
        }
    }
}

extension ConsentRecord {
    /// Whether this grant lifts a refusal: it was given after that was recorded here, and no later than now, because a grant
    /// from the future is a mistake that would outlive every withdrawal.
    func lifts(refusalAt moment: Timestamp, at now: Timestamp) -> Bool {
        givenAt > moment && givenAt.seconds <= now.seconds + ClockCheck.toleranceSeconds
    }

    /// The same record, taken back.
    func withdrawn() -> ConsentRecord {
        ConsentRecord(
            sender: sender, purpose: purpose, channels: channels, state: .withdrawn, givenAt: givenAt,
            expiresAt: expiresAt, method: method, notice: notice, jurisdiction: jurisdiction, evidence: evidence)
    }
}
