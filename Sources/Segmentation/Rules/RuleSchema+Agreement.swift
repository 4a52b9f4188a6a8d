// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
internal import Vocabulary

extension RuleSchema {
    /// The names that an agreement grants.
    package init(_ agreement: Agreement) {
        let grants = agreement.ruleGrants
        if let brand = agreement.brand {
            self.init(brand: brand.id, grants: grants)
        } else {
            // An agreement that was read has exactly one brand; without one nothing can be named.
            self.init(brand: .coordinator, grants: [])
        }
    }
}

extension Agreement {
    /// What its parties may tell, in the form that rules and tables take.
    package var ruleGrants: [RuleSchema.Grant] {
        grants.map { grant in
            RuleSchema.Grant(party: grant.party, attributes: grant.attributes.map { ($0.name, $0.type) })
        }
    }
}
