// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Consent
package import Signing

/// A record of the home's consent register, with the moment at which it came to be there.
package struct RegisteredRecord: Equatable, Sendable {
    package let record: ConsentRecord
    package let recordedAt: Timestamp

    package init(_ record: ConsentRecord, recordedAt: Timestamp) {
        self.record = record
        self.recordedAt = recordedAt
    }

    /// Reads what the register holds.
    package init(parsing bytes: [UInt8]) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes), path: "register")
        record = try reader.object("consent") { try ConsentRecord(reading: &$0) }
        recordedAt = try reader.timestamp("recordedAt")
        try reader.finish()
    }

    /// What the register keeps: canonical JSON.
    package var bytes: [UInt8] {
        JSONValue.object(["consent": record.json, "recordedAt": .string(recordedAt.text)]).canonicalBytes
    }

    /// Whether two records are about the same: sender and purpose.
    func isAbout(_ other: ConsentRecord) -> Bool {
        record.sender.utf8.elementsEqual(other.sender.utf8) && record.purpose == other.purpose
    }

    /// What stays of this record and a later imported one about the same, and whether they contradict each other.
    ///
    /// An import never turns a refusal into a grant unless that was given after the refusal was recorded here, and no later
    /// than now: a grant from the future is a mistake that would outlive every withdrawal.
    ///
    /// - Parameter moment: when `next` came to be here; not before anything else that the home has recorded.
    func succeeded(
        by next: ConsentRecord, recordedAt moment: Timestamp, at now: Timestamp
    ) -> (kept: RegisteredRecord, isConflict: Bool) {
        let replacement = RegisteredRecord(next, recordedAt: moment)
        switch (record.state.grants, next.state.grants) {
        case (false, true):
            let lifts = next.givenAt > recordedAt && next.givenAt.seconds <= now.seconds + ClockCheck.toleranceSeconds
            return lifts ? (replacement, false) : (self, true)
        case (true, false): return (replacement, false)
        case (true, true):
            if next.givenAt != record.givenAt {
                return next.givenAt > record.givenAt ? (replacement, false) : (self, false)
            }
            return next.isMoreRestrictive(than: record) ? (replacement, false) : (self, false)
        case (false, false):
            if next == record { return (self, false) }
            // The milder of two refusals is a refusal too: only what was given after it may lift it.
            return (
                RegisteredRecord(next.state < record.state ? next : record, recordedAt: max(recordedAt, moment)), false
            )
        }
    }
}

extension ConsentRecord {
    /// The order of protocol/v1/consent.md §1 among records with states that both grant.
    fileprivate func isMoreRestrictive(than other: ConsentRecord) -> Bool {
        if channels.count != other.channels.count { return channels.count < other.channels.count }
        return (expiresAt?.seconds ?? .max) < (other.expiresAt?.seconds ?? .max)
    }

    /// The same record, taken back.
    func withdrawn() -> ConsentRecord {
        ConsentRecord(
            sender: sender, purpose: purpose, channels: channels, state: .withdrawn, givenAt: givenAt,
            expiresAt: expiresAt, method: method, notice: notice, jurisdiction: jurisdiction, evidence: evidence)
    }
}
