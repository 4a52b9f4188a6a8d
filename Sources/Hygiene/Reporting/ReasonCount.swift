// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How many rows are not valid for one reason.
package struct ReasonCount: Equatable, Sendable {
    /// The reason in kebab case.
    package let reason: String
    package let rows: Int
    /// What is wrong and what to do, for people.
    package let explanation: String

    package init(reason: String, rows: Int, explanation: String) {
        self.reason = reason
        self.rows = rows
        self.explanation = explanation
    }
}
