// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where a consent stands, the most restrictive first (protocol/v1/consent.md §1; terms of the Data Privacy
/// Vocabulary).
package enum ConsentState: String, CaseIterable, Hashable, Comparable, Sendable {
    /// The person took it back.
    case withdrawn
    /// The sender ended it.
    case revoked
    case refused
    case terminated
    case invalidated
    case expired
    case requestDeferred = "request-deferred"
    case requested
    case unknown
    case renewed
    case given

    /// True for the two states that let anyone write.
    package var grants: Bool { self == .given || self == .renewed }

    /// True where the person or the sender said no, which no older yes may undo.
    package var isWithdrawal: Bool { rank < Self.expired.rank }

    /// The place in the order of restrictiveness: 0 for `withdrawn`, 10 for `given`.
    package var rank: UInt8 {
        switch self {
        case .withdrawn: 0
        case .revoked: 1
        case .refused: 2
        case .terminated: 3
        case .invalidated: 4
        case .expired: 5
        case .requestDeferred: 6
        case .requested: 7
        case .unknown: 8
        case .renewed: 9
        case .given: 10
        }
    }

    /// The state of a rank; nil where there is none.
    init?(rank: UInt8) {
        guard let state = Self.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = state
    }

    /// Orders by restrictiveness: the smaller state wins where records disagree.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// Reads the word of a column in its folded form, other spellings of two states included; nil for any other word.
    ///
    /// A no is understood in more words than a yes.
    init?(foldedWord word: String) {
        switch word {
        case "granted", "opted-in": self = .given
        case "opted-out", "opt-out", "optout", "unsubscribed", "unsubscribe", "stop": self = .withdrawn
        default: self.init(rawValue: word)
        }
    }
}
