// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
package import Home
package import Signing
import Vocabulary

/// What the home's register holds about one number (protocol/v1/consent.md §1 and §8).
package struct RegisteredNumber: Equatable, Sendable {
    /// Records, each about another sender and purpose, in the order in which they came.
    package private(set) var records: [RegisteredRecord] = []
    /// When everything was taken back, agreements of later included; nil where it never was.
    package private(set) var withdrawnAt: Timestamp?
    /// Entries that cannot be read, byte for byte: one of them may be a refusal.
    private var unreadable: [[UInt8]] = []

    /// Reads the entries of the number, whatever is in them.
    package init(parsing payloads: [[UInt8]]) {
        for payload in payloads {
            if let record = try? RegisteredRecord(parsing: payload) {
                records.append(record)
            } else if let withdrawal = try? RegisteredWithdrawal(parsing: payload) {
                withdrawnAt = max(withdrawnAt ?? withdrawal.recordedAt, withdrawal.recordedAt)
            } else {
                unreadable.append(payload)
            }
        }
    }

    /// Reads what the register holds about some numbers; it reads it to the end, so that it is known to be whole.
    static func all(of wanted: Set<UInt64>, in home: Home) throws -> [UInt64: RegisteredNumber] {
        var register = RegisterNumbers(try home.consentRegister())
        var numbers: [UInt64: RegisteredNumber] = [:]
        while let entries = try register.next() {
            guard wanted.contains(entries.digits) else { continue }
            numbers[entries.digits] = RegisteredNumber(parsing: entries.payloads)
        }
        return numbers
    }

    /// Reads what the register holds about one number.
    package init(of digits: UInt64, in home: Home) throws {
        self.init(parsing: try home.consents(of: digits).map(\.payload))
    }

    /// Whether the register holds nothing.
    package var isEmpty: Bool { records.isEmpty && withdrawnAt == nil && unreadable.isEmpty }

    /// Whether an entry cannot be read, which blocks the number until everything is taken back.
    package var isUnreadable: Bool { !unreadable.isEmpty }

    /// What the register keeps.
    var payloads: [[UInt8]] {
        records.map(\.bytes) + (withdrawnAt.map { [RegisteredWithdrawal(recordedAt: $0).bytes] } ?? []) + unreadable
    }

    // MARK: - What it says

    /// The records as they count for an agreement: where everything was taken back and nothing that was given since lifts it,
    /// a record of the agreement's sender and purpose says so.
    func records(under terms: ConsentTerms) -> [ConsentRecord] {
        var effective: [ConsentRecord] = []
        var hasOwn = false
        for entry in records {
            guard entry.isAbout(terms) else {
                effective.append(entry.record)
                continue
            }
            hasOwn = true
            let isTakenBack = withdrawnAt.map { entry.record.givenAt <= $0 } ?? false
            effective.append(isTakenBack ? entry.record.withdrawn() : entry.record)
        }
        if let withdrawnAt, !hasOwn {
            effective.append(
                ConsentRecord(
                    sender: terms.sender, purpose: terms.purpose, channels: Channel.allCases, state: .withdrawn,
                    givenAt: withdrawnAt, method: nil, notice: nil, jurisdiction: nil, evidence: nil))
        }
        return effective
    }

    /// Whether everything was taken back, and there is no record of the agreement's sender and purpose that could say what.
    func isTakenBackUnrecorded(under terms: ConsentTerms) -> Bool {
        withdrawnAt != nil && !records.contains { $0.isAbout(terms) }
    }

    /// The moment of the refusal that a consent for an agreement has lifted; nil where none has.
    ///
    /// What was given until then proves nothing any more.
    func refusalLifted(under terms: ConsentTerms) -> Timestamp? {
        guard let entry = records.first(where: { $0.isAbout(terms) }), entry.record.state.grants else { return nil }
        let moments = [entry.refusedAt, withdrawnAt].compactMap(\.self)
        return moments.max()
    }

    /// Whether the register grants nothing for an agreement because of a refusal.
    func refuses(under terms: ConsentTerms) -> Bool {
        records(under: terms).contains {
            terms.isSender(of: $0) && $0.purpose == terms.purpose && !$0.state.grants
        }
    }

    // MARK: - What comes to it

    /// What became of a record.
    enum Change: Equatable {
        case added
        case replaced
        case unchanged
        /// A refusal in this state stays, which a grant must be given after.
        case refused(ConsentState)
    }

    /// Brings a record to what is held.
    ///
    /// - Parameter moment: when it came to be here; not before anything else that the home has recorded.
    mutating func take(_ record: ConsentRecord, recordedAt moment: Timestamp, at now: Timestamp) -> Change {
        if let index = records.firstIndex(where: { $0.isAbout(record) }) {
            let before = records[index]
            guard let next = before.succeeded(by: record, recordedAt: moment, at: now) else {
                return .refused(before.record.state)
            }
            records[index] = next
            return next.record == before.record ? .unchanged : .replaced
        }
        if let withdrawnAt, record.state.grants {
            guard record.lifts(refusalAt: withdrawnAt, at: now) else { return .refused(.withdrawn) }
            records.append(RegisteredRecord(record, recordedAt: moment, refusedAt: withdrawnAt))
        } else {
            records.append(RegisteredRecord(record, recordedAt: moment))
        }
        return .added
    }

    /// Takes everything back: what is held, and what any list or agreement may say of the number.
    ///
    /// Entries that cannot be read go: the no holds for whatever they said.
    mutating func withdrawEverything(recordedAt moment: Timestamp) {
        // What was withdrawn before is taken back anew: a consent in between must not count after this.
        // And none of what is taken back may lift it, whatever moment it bears.
        records = records.map {
            RegisteredRecord($0.record.withdrawn(), recordedAt: max($0.recordedAt, moment, $0.record.givenAt))
        }
        withdrawnAt = max(withdrawnAt ?? moment, moment)
        unreadable = []
    }
}
