// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import Home
import Vocabulary

/// What a party has to say about each of its matched rows, found in what the home kept when the list was read.
///
/// Memory: the records of the matched rows.
struct RecordSource {
    /// One matched row.
    struct Row {
        let handle: Handle
        let digits: UInt64
        let consent: ConsentRecord?
        let attributes: [String: AttributeValue]
    }

    private let rows: MatchedRows
    private let payloads: [UInt64: RowPayload]
    private let granted: [Agreement.Grant.Attribute]

    /// Reads the spool twice: which record of each number counts is known only after the last.
    init(home: Home, agreement: Agreement, round: RoundID, rows: MatchedRows) throws {
        self.rows = rows
        granted = agreement.grant(of: home.party)?.attributes ?? []
        let isBrand = agreement.party(home.party)?.role == .brand
        let terms = isBrand ? ConsentTerms(agreement) : nil
        var claims: [UInt64: ConsentClaim] = [:]
        for row in rows { claims[row.digits] = ConsentClaim() }
        if let terms {
            var spool = try home.spooledRows(of: round)
            while let row = try spool.next() {
                guard claims[row.digits] != nil, let record = try RowPayload(parsing: row.payload).consent else {
                    continue
                }
                claims[row.digits]?.merge(ConsentClaim(record, row: Int(row.row), terms: terms))
            }
        }
        var payloads: [UInt64: RowPayload] = [:]
        var spool = try home.spooledRows(of: round)
        while let row = try spool.next() {
            guard let claim = claims[row.digits] else { continue }
            let payload = try RowPayload(parsing: row.payload)
            if claim.row == Int(row.row) { payloads[row.digits, default: RowPayload()].consent = payload.consent }
            // The first row that says anything about a number says it all.
            if payloads[row.digits]?.attributes.isEmpty != false, !payload.attributes.isEmpty {
                payloads[row.digits, default: RowPayload()].attributes = payload.attributes
            }
        }
        self.payloads = payloads
    }

    var count: Int { rows.count }

    /// The row at an index, in handle order.
    subscript(index: Int) -> Row {
        let row = rows[index]
        let payload = payloads[row.digits]
        let attributes = (payload?.attributes ?? [:])
            .merging(NumberAttributes.values(of: row.digits, granted: granted)) { _, derived in derived }
        return Row(
            handle: row.handle, digits: row.digits, consent: payload?.consent, attributes: attributes)
    }
}
