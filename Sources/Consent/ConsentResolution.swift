// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// All records of one number brought to one, and whether that one lets the number be blinded (protocol/v1/consent.md
/// §1, §2).
package struct ConsentResolution: Equatable, Sendable {
    /// Whether the number may be blinded, with the record that it travels on.
    package enum Outcome: Equatable, Sendable {
        case granted(ConsentRecord, row: Int)
        case refused(OptInRefusal)
    }

    package let outcome: Outcome
    /// True where records for the agreement's sender and purpose have different states.
    package let isConflict: Bool

    /// Resolves the entries of one number; their rows are different.
    ///
    /// - Parameter now: the moment of the brand's clock.
    package init(of entries: some Collection<ConsentEntry>, under terms: ConsentTerms, at now: Timestamp) {
        var claim = ConsentClaim()
        for entry in entries {
            switch entry {
            case .record(let record, let row): claim.merge(ConsentClaim(record, row: row, terms: terms))
            case .unreadable(let row): claim.merge(ConsentClaim(unreadable: row))
            }
        }
        isConflict = claim.isConflict
        switch claim.optIn(under: terms, at: now) {
        case .refused(let refusal): outcome = .refused(refusal)
        case .granted(let row):
            let records = entries.lazy.compactMap { entry -> ConsentRecord? in
                guard case .record(let record, row) = entry else { return nil }
                return record
            }
            outcome = records.first.map { .granted($0, row: row) } ?? .refused(.unknown)
        }
    }
}
