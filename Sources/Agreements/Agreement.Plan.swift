// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Agreement {
    /// How numbers are brought into one form, and which numbering-plan data may be used: `from` ≤ version < `until`.
    package struct Plan: Hashable, Sendable {
        /// The only rules that exist: E.164 digits as protocol/v1/encoding.md defines them.
        package static let canonicalization = "e164-1"

        /// The first version.
        package let from: PlanVersion
        /// The first version that is too new.
        package let until: PlanVersion

        /// True where a list may have been made with this version.
        package func contains(_ version: PlanVersion) -> Bool { from <= version && version < until }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(from.text)
            hasher.combine(until.text)
        }

        package static func == (left: Self, right: Self) -> Bool {
            left.from.text == right.from.text && left.until.text == right.until.text
        }
    }
}
