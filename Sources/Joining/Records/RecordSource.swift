// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
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
    /// What the agreement asks of consents; nil for a party other than the brand.
    private let terms: ConsentTerms?
    /// The rows that are loaded, and what they say.
    private var block = 0..<0
    private var payloads: [UInt64: RowPayload] = [:]

    init(home: Home, agreement: Agreement, round: RoundID, rows: MatchedRows) {
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
            .merging(NumberAttributes.values(of: row.digits, granted: granted)) { _, derived in derived }
        return Row(handle: row.handle, digits: row.digits, consent: payload?.consent, attributes: attributes)
    }

    private mutating func load(_ range: Range<Int>) throws {
        var claims: [UInt64: ConsentClaim] = [:]
        for index in range { claims[rows[index].digits] = ConsentClaim() }
        // Which record of a number counts is known only after the last.
        if let terms {
            try forEachSpooled(of: claims) { digits, row, payload in
                guard let record = payload.consent else { return }
                claims[digits]?.merge(ConsentClaim(record, row: row, terms: terms))
            }
        }
        let registered = try registeredRecords(of: &claims)
        payloads = [:]
        try forEachSpooled(of: claims) { digits, row, payload in
            if claims[digits]?.row == row { payloads[digits, default: RowPayload()].consent = payload.consent }
            // The first row that says anything about a number says it all.
            if payloads[digits]?.attributes.isEmpty != false, !payload.attributes.isEmpty {
                payloads[digits, default: RowPayload()].attributes = payload.attributes
            }
        }
        for (digits, records) in registered {
            if let row = claims[digits]?.row, let record = records[row] {
                payloads[digits, default: RowPayload()].consent = record
            }
        }
        block = range
    }

    /// Adds what the register holds now: a withdrawal since the list was blinded above all.
    ///
    /// - Returns: the records under the numbers that claims call their rows: -1, -2 and so on, never those of a list.
    private func registeredRecords(
        of claims: inout [UInt64: ConsentClaim]
    ) throws -> [UInt64: [Int: ConsentRecord]] {
        guard let terms else { return [:] }
        var records: [UInt64: [Int: ConsentRecord]] = [:]
        var register = try home.consentRegister()
        var place = 0
        while let entry = try register.next() {
            place -= 1
            guard claims[entry.digits] != nil else { continue }
            let record = try RegisteredRecord(parsing: entry.payload).record
            claims[entry.digits]?.merge(ConsentClaim(record, row: place, terms: terms))
            records[entry.digits, default: [:]][place] = record
        }
        return records
    }

    /// Reads the spool to its end; what is not about one of the numbers is not looked into.
    private func forEachSpooled(
        of wanted: [UInt64: ConsentClaim], _ body: (UInt64, Int, RowPayload) throws -> Void
    ) throws {
        var spool = try home.spooledRows(of: round)
        while let row = try spool.next() {
            guard wanted[row.digits] != nil else { continue }
            try body(row.digits, Int(row.row), RowPayload(parsing: row.payload))
        }
    }
}
