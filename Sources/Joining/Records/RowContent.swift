// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import PhoneNumbers

/// What one row says beside its number.
struct RowContent: Sendable {
    let number: PhoneNumber
    /// Of its consent columns; absent for a party that is not the brand.
    let reading: ConsentReading
    let claim: ConsentClaim
    /// True where the state alone takes a consent back.
    let isWithdrawal: Bool
    /// What is kept of the row; nil where it says nothing.
    let payload: [UInt8]?
    /// Why the row is refused.
    let refusal: RowRefusal?
}
