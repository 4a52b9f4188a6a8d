// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The consent columns of a list whose rows all say the same: by default that the person agreed, in the United States, to be
/// written to, and for ever.
package struct ConsentColumns: Sendable {
    package var sender = "ACME Stores"
    package var purpose = "marketing"
    /// One or several with `|` between.
    package var channel = "sms"
    package var state = "given"
    package var givenAt = "2026-01-01T00:00:00Z"
    /// Empty where the consent has no end.
    package var expiresAt = ""
    package var method = "web-form"
    package var notice = "notice-1"
    package var jurisdiction = "US"
    package var evidence = "form-archive"

    package init() {}

    /// The consent of a sender and purpose.
    package init(sender: String, purpose: String = "marketing") {
        self.sender = sender
        self.purpose = purpose
    }

    /// The names of the columns, comma-separated.
    package static let header =
        "consent_sender,consent_purpose,consent_channel,consent_state,consent_given_at,consent_expires_at,"
        + "consent_method,consent_notice,consent_jurisdiction,consent_evidence"

    /// The fields of a row in the order of the header, each quoted.
    package var row: String {
        [sender, purpose, channel, state, givenAt, expiresAt, method, notice, jurisdiction, evidence]
            .map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
    }

    /// A CSV list with these columns behind each number's.
    package func list(of numbers: some Sequence<String>) -> [String] {
        let row = row
        return ["phone,\(Self.header)"] + numbers.map { "\"\($0)\",\(row)" }
    }
}
