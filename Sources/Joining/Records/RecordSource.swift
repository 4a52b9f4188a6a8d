// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import PhoneNumbers
import Vocabulary

/// What a party has to say about each of its matched rows, found in what the home kept when the list was read.
///
/// Rows are looked up in blocks, for each of which the spool is read twice: memory does not grow with the matched rows.
struct RecordSource {
    /// One matched row.
    struct Row {
        let handle: Handle
        let digits: UInt64
        let consent: ConsentRecord?
        let attributes: [String: AttributeValue]
    }

    private static let blockRows = 100_000

    private let home: Home
    private let round: RoundID
    private let rows: MatchedRows
    private let granted: [Agreement.Grant.Attribute]
    private let plan: NumberingPlan
    /// What the agreement asks of consents; nil for a party other than the brand.
    private let terms: ConsentTerms?
    /// The rows that are loaded, and what they say.
    private var block = 0..<0
    private var payloads: [UInt64: RowPayload] = [:]

    init(home: Home, agreement: Agreement, round: RoundID, rows: MatchedRows) throws {
        plan = try home.numberingPlan()
        self.home = home
        self.round = round
        self.rows = rows
        granted = agreement.grant(of: home.party)?.attributes ?? []
        terms = agreement.party(home.party)?.role == .brand ? ConsentTerms(agreement) : nil
    }

    var count: Int { rows.count }

    /// The handle of a row, without looking up what it says.
    func handle(at index: Int) -> Handle { rows[index].handle }

    /// The row at an index, in handle order.
    mutating func row(at index: Int) throws -> Row {
        if !block.contains(index) {
            let start = index / Self.blockRows * Self.blockRows
            try load(start..<min(start + Self.blockRows, rows.count))
        }
        let row = rows[index]
        let payload = payloads[row.digits]
        let attributes = (payload?.attributes ?? [:])
            .merging(NumberAttributes.values(of: row.digits, granted: granted, plan: plan)) { _, derived in derived }
        return Row(handle: row.handle, digits: row.digits, consent: payload?.consent, attributes: attributes)
    }

    private mutating func load(_ range: Range<Int>) throws {
        var wanted: Set<UInt64> = []
        for index in range { wanted.insert(rows[index].digits) }
        // Which record of a number counts is known only after the last.
        var claims: [UInt64: NumberClaim] = [:]
        var registered: [UInt64: [ConsentRecord]] = [:]
        /// Numbers of which the register says no more than that everything was taken back.
        var takenBack: Set<UInt64> = []
        if let terms {
            // What the register holds now: a withdrawal since the list was blinded above all.
            let known = try RegisteredNumber.all(of: wanted, in: home)
            registered = known.mapValues { $0.records(under: terms) }
            for digits in wanted { claims[digits] = NumberClaim(known[digits], terms: terms) }
            takenBack = Set(known.filter { $0.value.isTakenBackUnrecorded(under: terms) }.keys)
            try forEachSpooled(of: wanted) { digits, row, payload in
                guard let record = payload.consent else { return }
                claims[digits]?.add(ConsentClaim(record, row: row, terms: terms))
            }
        }
        payloads = [:]
        try forEachSpooled(of: wanted) { digits, row, payload in
            if let consent = payload.consent, claims[digits]?.claim.row == row {
                payloads[digits, default: RowPayload()].consent = consent
            }
            // The list knows what was taken back; the decision says that it was, and not that there is no proof of it.
            if let terms, let consent = payload.consent, takenBack.contains(digits), terms.isSender(of: consent),
                consent.purpose == terms.purpose, payloads[digits]?.consent == nil
            {
                payloads[digits, default: RowPayload()].consent = consent.withdrawn()
            }
            // The first row that says anything about a number says it all.
            if payloads[digits]?.attributes.isEmpty != false, !payload.attributes.isEmpty {
                payloads[digits, default: RowPayload()].attributes = payload.attributes
            }
        }
        for (digits, records) in registered {
            let index = (claims[digits]?.claim.row ?? 0) - NumberClaim.firstRegisterRow
            // An entry that cannot be read, which stands behind all records, is no record to send.
            guard records.indices.contains(index), !takenBack.contains(digits) || payloads[digits]?.consent == nil
            else { continue }
            payloads[digits, default: RowPayload()].consent = records[index]
        }
        block = range
    }

    /// Reads the spool to its end; what is not about one of the numbers is not looked into.
    private func forEachSpooled(
        of wanted: Set<UInt64>, _ body: (UInt64, Int, RowPayload) throws -> Void
    ) throws {
        var spool = try home.spooledRows(of: round)
        while let row = try spool.next() {
            guard wanted.contains(row.digits) else { continue }
            try body(row.digits, Int(row.row), RowPayload(parsing: row.payload))
        }
    }
}
