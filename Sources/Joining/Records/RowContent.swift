// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import PhoneNumbers

/// What one row says beside its number.
struct RowContent: Sendable {
    /// What a row takes back.
    enum Withdrawal: Sendable {
        case none
        indirect case record(ConsentRecord)
        /// By its state alone: it cannot be read further.
        case unreadable
    }

    let number: PhoneNumber
    var claim = ConsentClaim()
    /// How its consent spells a sender other than the agreement's; nil where it has none.
    var otherSender: String?
    var withdrawal = Withdrawal.none
    /// What is kept of the row; nil where it says nothing.
    var payload: [UInt8]?
    /// Why the row is refused.
    var refusal: RowRefusal?
}
