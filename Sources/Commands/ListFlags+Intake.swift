// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Joining
import Lists
import PhoneNumbers
import Vocabulary

extension ListFlags {
    /// How a party's list is read under an agreement: suppression lists take every possible number.
    func intake(
        _ path: String, under agreement: Agreement, party: PartyID, rejects: String?, replacesRejects: Bool
    ) throws -> ListIntake {
        ListIntake(
            path: path, options: try options(), region: try region(),
            takesPossible: agreement.party(party)?.role == .suppression, rejects: rejects,
            replacesRejects: replacesRejects)
    }
}
