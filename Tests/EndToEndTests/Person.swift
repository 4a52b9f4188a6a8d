// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Somebody in the world of the tests of the whole line.
struct Person: Sendable {
    /// What the partner's list says; nil where it does not have the number.
    struct Partner: Sendable {
        let interest: String?
        let visits: Int?
        let tags: [String]?
        /// Why the partner's own program refuses the row; nil where it does not.
        let refusal: String?
    }

    let digits: UInt64
    /// Where the number is.
    let zone: String
    /// Nil where the brand does not have the number.
    let consent: ConsentCase?
    let partner: Partner?
    let isRegistered: Bool

    var number: String { "+\(digits)" }

    /// Whether the number has to be in the result.
    var isMatched: Bool {
        consent?.isBlinded == true && partner.map { $0.refusal == nil } == true && isRegistered
    }

    /// Whether it has to be a member.
    var isAllowed: Bool { isMatched && consent?.isAllowed == true }
}
