// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// One rule of a policy pack (protocol/v1/consent.md §6).
package struct PolicyRule: Hashable, Sendable {
    /// What a rule does, with the fields of its kind.
    package enum Kind: Hashable, Sendable {
        /// Another method than those named is refused, for the purposes and channels named; nil is everywhere.
        case consentMethod(accepts: [String], purposes: [Purpose]?, channels: [Channel]?)
        /// A consent by such a method ends so many calendar months after it was given.
        case consentExpiry(methods: [String], months: Int)
        /// A record in such a state is refused at once; the days are the law's outermost limit, for people.
        case withdrawal(states: [ConsentState], withinBusinessDays: Int)
        /// Such fields must be there.
        case requiredFields([RequiredField])
        /// Messages may arrive in these local hours.
        case sendWindow(LocalHours)
    }

    /// Its name within the pack: 1 to 64 of `a-z`, `0-9` and `-`, starting with a letter.
    package let id: String
    package let kind: Kind
    /// Where the law stands, as lawyers write it.
    package let citation: String
    /// An address at which it can be read.
    package let source: String
    package let confidence: PolicyConfidence
    /// What it says, for people.
    package let text: String

    /// True for `PACK/ID`, the form in which decisions name a rule.
    static func isReference(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && TextForm.isName(parts[0], allowingDots: true) && TextForm.isName(parts[1])
    }
}

extension PolicyRule.Kind {
    /// The word of the field `kind`.
    package var name: String { word.rawValue }

    enum Word: String, CaseIterable {
        case consentMethod = "consent-method"
        case consentExpiry = "consent-expiry"
        case withdrawal
        case requiredFields = "required-fields"
        case sendWindow = "send-window"
    }

    private var word: Word {
        switch self {
        case .consentMethod: .consentMethod
        case .consentExpiry: .consentExpiry
        case .withdrawal: .withdrawal
        case .requiredFields: .requiredFields
        case .sendWindow: .sendWindow
        }
    }
}
