// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Signing
import Testing
import Vocabulary

extension ConsentRecord {
    /// A record; without changes one that the test's agreement allows for ever.
    ///
    /// Moments are seconds from ``MemberStage/noon``.
    static func sample(
        sender: String = "Acme", purpose: String = "marketing", channels: [Channel] = [.sms],
        state: ConsentState = .given, givenAt: Int64 = -86_400, expiresAt: Int64? = nil,
        method: String? = "web-form", notice: String? = "notice-7", jurisdiction: String? = "US",
        evidence: String? = "archive-3"
    ) throws -> ConsentRecord {
        ConsentRecord(
            sender: sender, purpose: try #require(Purpose(purpose)), channels: channels, state: state,
            givenAt: try MemberStage.moment(givenAt), expiresAt: try expiresAt.map(MemberStage.moment), method: method,
            notice: notice, jurisdiction: try jurisdiction.map { try #require(Jurisdiction($0)) }, evidence: evidence)
    }
}
