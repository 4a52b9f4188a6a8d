// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing

/// A statement of the coordinator with its place in the log of an agreement (protocol/v1/consent.md §7).
package protocol LogStatement: RoundStatement {
    /// The transcript of the round.
    var transcript: Digest { get }
    /// The moment of the coordinator's clock, which never goes back within a log.
    var at: Timestamp { get }
    /// The number of the entry, from 1.
    var sequence: Int { get }
    /// The hash of the entry before, or of the agreement for entry 1.
    var previous: Digest { get }
}
