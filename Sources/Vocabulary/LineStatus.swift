// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What is known of the line behind a number (docs/status-layers.md).
package enum LineStatus: String, CaseIterable, Codable, Sendable {
    /// Somebody who can know says that the line is in use.
    case validActive = "valid-active"
    /// The number is one, and its line is out of use: absent, disconnected, not yet given out again.
    case validInactive = "valid-inactive"
    /// In use, and something speaks against writing to it: a new owner, a changed card, a forwarded line.
    case risky
    /// There can be no line.
    case invalid
    /// Nobody has said anything that still holds.
    case unknown

    /// The place in the order of restrictiveness: the larger one wins where layers disagree.
    ///
    /// `unknown` says nothing and so restricts nothing.
    var rank: UInt8 {
        switch self {
        case .unknown: 0
        case .validActive: 1
        case .risky: 2
        case .validInactive: 3
        case .invalid: 4
        }
    }
}
