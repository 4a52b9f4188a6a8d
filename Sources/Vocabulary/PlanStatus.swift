// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a numbering plan can say of a line: that there can be none, or nothing.
///
/// A plan knows ranges and not lines. There is no case here for a line in use, so that no text that merely looks right ever
/// becomes one.
package enum PlanStatus: Sendable {
    case invalid
    case unknown

    /// What it says in the words of all layers.
    package var line: LineStatus {
        switch self {
        case .invalid: .invalid
        case .unknown: .unknown
        }
    }
}
