// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Joining
import Lists
import PhoneNumbers
import Signing
import TestSupport
import Testing
import Vocabulary

/// Lists with consents, and what a home makes of them.
extension Bench {
    /// What reading a list gave.
    struct Reading {
        let round: HomeRound
        let report: ListReport
        /// The numbers that were blinded, by the row that stands for them.
        let rows: [UInt64: UInt32]
        let spooled: [SpooledRow]

        func payload(ofRow row: UInt32) throws -> RowPayload? {
            try spooled.first { $0.row == row }.map { try RowPayload(parsing: $0.payload) }
        }
    }

    /// A brand, or another party, of an agreement that takes lists of one row.
    static func small(party: Int = 0, grants: String = "") throws -> Bench {
        try Bench(
            party: party, cap: 100_000,
            extra: "disclosure: {minimumList: 1, minimumResult: 50, minimumChange: 1}\n\(grants)")
    }

    /// A moment by seconds from `now()`.
    static func time(_ offset: Int64) throws -> Timestamp {
        try #require(Timestamp(seconds: 1_780_000_000 + offset))
    }

    /// Writes a list in which each row has a number and perhaps a consent.
    func write(rows: [(number: Int, consent: ConsentColumns?)], to name: String = "list.csv") throws -> String {
        let nothing = String(repeating: ",", count: 9)
        return try write(
            ["phone,\(ConsentColumns.header)"] + rows.map { "\(Self.e164($0.number)),\($0.consent?.row ?? nothing)" },
            to: name)
    }

    /// Reads a list as a round does.
    @discardableResult
    func readList(
        _ path: String, round: UInt32 = 1, takesPossible: Bool = false, columns: ColumnMap = ColumnMap(),
        rejects: String? = nil, at now: Timestamp? = nil, under other: Agreement? = nil
    ) throws -> Reading {
        let lock = try home.lock()
        let intake = ListIntake(
            path: path, options: ListOptions(), region: Region("US"), takesPossible: takesPossible, rejects: rejects,
            columns: columns)
        let prepared = try ListPreparation(home: home, agreement: other ?? agreement, intake: intake)
            .prepare(round: round, holding: lock, at: now ?? Self.now()) { _ in }
        var map = try home.rowMap(of: prepared.id)
        var rows: [UInt64: UInt32] = [:]
        while let entry = try map.next() { rows[entry.digits] = entry.row }
        var spool = try home.spooledRows(of: prepared.id)
        var spooled: [SpooledRow] = []
        while let row = try spool.next() { spooled.append(row) }
        return Reading(
            round: prepared, report: try ListReport(json: home.summary(of: prepared.id)), rows: rows, spooled: spooled)
    }

    /// Imports a consent file into the register.
    @discardableResult
    func importConsents(
        _ path: String, at now: Timestamp? = nil, rejects: String? = nil, columns: ColumnMap = ColumnMap()
    ) throws -> ConsentImport.Report {
        let lock = try home.lock()
        let options = ListOptions(numberColumn: columns.numbers.isEmpty ? nil : .firstOf(columns.numbers))
        let intake = ListIntake(
            path: path, options: options, region: Region("US"), takesPossible: true, rejects: rejects,
            columns: columns)
        return try ConsentImport(home: home, intake: intake).run(holding: lock, at: now ?? Self.now()) { _ in }
    }

    /// Imports rows of numbers and consents.
    @discardableResult
    func importConsents(
        _ rows: [(number: Int, consent: ConsentColumns?)], at now: Timestamp? = nil
    ) throws -> ConsentImport.Report {
        try importConsents(write(rows: rows, to: "consents.csv"), at: now)
    }

    /// What the register holds of the number with an index.
    func registered(_ number: Int) throws -> [RegisteredRecord] { try registeredNumber(number).records }

    /// All that the register holds of the number with an index.
    func registeredNumber(_ number: Int) throws -> RegisteredNumber {
        try RegisteredNumber(of: FictionalNumbers.digits(number), in: home)
    }

    /// Takes everything of the number with an index back; the rounds in which it matched.
    @discardableResult
    func revoke(_ number: Int, at offset: Int64 = 0) throws -> Int {
        let lock = try home.lockConsents()
        return try ConsentRevocation(home: home).record(
            digits: FictionalNumbers.digits(number), holding: lock, at: Self.time(offset))
    }

    /// Signs an agreement about another purpose, as the same brand.
    func signLater(purpose: String) throws -> Agreement {
        let later = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("optouts", "suppression")],
            match: "acme and streamco and not optouts", chunkRows: 32, cap: 100_000,
            extra: "disclosure: {minimumList: 1, minimumResult: 50, minimumChange: 1}", name: "\(purpose)-launch",
            purpose: purpose)
        try home.save(later.signed(), signedHere: true)
        return later.agreement
    }

    /// The whole register.
    func register() throws -> [RegisteredConsent] {
        var reader = try home.consentRegister()
        var entries: [RegisteredConsent] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    func text(of name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }
}

extension ConsentColumns {
    /// The same consent with one field changed.
    func with(_ field: WritableKeyPath<ConsentColumns, String>, _ value: String) -> ConsentColumns {
        var columns = self
        columns[keyPath: field] = value
        return columns
    }

    /// A consent in a state.
    static func state(_ state: String) -> ConsentColumns { ConsentColumns().with(\.state, state) }
}

extension ConsentImport.Report {
    /// What is not 0, refused rows by their reasons.
    var counts: [String: Int] {
        let counts = [
            "rows": rows, "added": merge.added, "replaced": merge.replaced, "unchanged": merge.unchanged,
            "repeated": merge.repeated, "conflicts": conflicts, "withdrawn": merge.withdrawn,
        ]
        return counts.filter { $0.value != 0 }.merging(refused) { $1 }
    }
}
