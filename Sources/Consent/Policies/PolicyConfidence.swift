// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a rule was checked when its pack was reviewed.
package enum PolicyConfidence: String, CaseIterable, Hashable, Sendable {
    /// The text of the law or of its authority was read.
    case primary
    /// Others who write about it were read, and agree.
    case secondary
    /// Neither: the rule is on the safe side of what is believed.
    case unverified
}
