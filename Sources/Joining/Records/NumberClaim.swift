// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing

/// What a list and the register say together about one number under the terms of an agreement: the one place where the two
/// meet, so that blinding, records and exports never differ (protocol/v1/consent.md §1).
struct NumberClaim: Sendable {
    /// The row by which a claim names the first of the register's records; they stand behind every row of a list.
    static let firstRegisterRow = Int(UInt32.max) + 1

    /// What counts.
    private(set) var claim = ConsentClaim()
    /// What counts among the rows of the list alone.
    private var listed = ConsentClaim()
    /// What was given until then has been taken back since, and a later consent lifted that.
    private let refusedUntil: Timestamp?

    /// Begins with what the register holds of the number; nil for nothing.
    ///
    /// An entry that cannot be read counts as a row that cannot be read.
    init(_ registered: RegisteredNumber?, terms: ConsentTerms) {
        refusedUntil = registered?.refusalLifted(under: terms)
        guard let registered else { return }
        var row = Self.firstRegisterRow
        for record in registered.records(under: terms) {
            claim.merge(ConsentClaim(record, row: row, terms: terms))
            row += 1
        }
        if registered.isUnreadable { claim.merge(ConsentClaim(unreadable: row)) }
    }

    /// Adds what a row of the list says.
    mutating func add(_ row: ConsentClaim) {
        guard !isOutdated(row) else { return }
        listed.merge(row)
        claim.merge(row)
    }

    /// Whether another row of the list says something more restrictive than this one, and counts.
    func contradicts(_ row: ConsentClaim) -> Bool { !isOutdated(row) && listed.contradicts(row) }

    /// A consent that was taken back may still stand on the list: it neither counts nor proves anything.
    private func isOutdated(_ row: ConsentClaim) -> Bool {
        refusedUntil.map { row.isGrant(givenUntil: $0) } ?? false
    }
}
