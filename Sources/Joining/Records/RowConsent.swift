// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing

/// The consent of a row, which shares all but its moments with the rows around it.
struct RowConsent: Sendable {
    let template: ConsentTemplate
    let givenAt: Timestamp
    let expiresAt: Timestamp?

    var record: ConsentRecord { template.record(givenAt: givenAt, expiresAt: expiresAt) }

    func claim(row: Int) -> ConsentClaim { template.claim(givenAt: givenAt, expiresAt: expiresAt, row: row) }
}

extension RowContent {
    /// Notes what a consent claims, and what is to be told of it.
    mutating func claim(_ consent: RowConsent, row: Int) {
        claim = consent.claim(row: row)
        if !consent.template.isFromSender { otherSender = consent.template.sender }
        if consent.template.state.isWithdrawal { withdrawal = .record(consent.record) }
    }

    /// Refuses the row for its consent, which claims `unknown` for everyone.
    mutating func reject(_ rejection: ConsentRejection, isWithdrawal: Bool, row: Int) {
        claim = ConsentClaim(unreadable: row)
        refuse(rejection.rawValue)
        if isWithdrawal { withdrawal = .unreadable }
    }

    /// Refuses the row, where it is not refused yet.
    mutating func refuse(_ reason: String, detail: String = "") {
        refusal = refusal ?? RowRefusal(reason, detail: detail)
    }
}
