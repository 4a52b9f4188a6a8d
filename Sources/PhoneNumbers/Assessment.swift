// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The outcome of reading one text as a phone number: how good it is, the number, and the reason if it is not valid.
///
/// | status     | number | reason               |
/// |------------|--------|----------------------|
/// | `valid`    | yes    | none                 |
/// | `possible` | yes    | `invalidForCountry`  |
/// | `invalid`  | none   | any other            |
package enum Assessment: Hashable, Sendable {
    case valid(PhoneNumber)
    case possible(PhoneNumber)
    case invalid(RejectionReason)

    /// Whether the plan has the number in a range in use, only its length right, or neither.
    package enum Status: String, CaseIterable, Codable, Comparable, Sendable {
        case valid, possible, invalid

        /// Orders from invalid over possible to valid.
        package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

        private var rank: Int {
            switch self {
            case .invalid: 0
            case .possible: 1
            case .valid: 2
            }
        }
    }

    package var status: Status {
        switch self {
        case .valid: .valid
        case .possible: .possible
        case .invalid: .invalid
        }
    }

    package var number: PhoneNumber? {
        switch self {
        case .valid(let number), .possible(let number): number
        case .invalid: nil
        }
    }

    package var reason: RejectionReason? {
        switch self {
        case .valid: nil
        case .possible: .invalidForCountry
        case .invalid(let reason): reason
        }
    }
}
