// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The bounds of version 1 (protocol/v1/matching.md and http.md).
package enum Limits {
    /// Parties of an agreement.
    package static let parties = 8
    /// Records of a chunk or of a page of rows.
    package static let chunkRows = 65_535
    /// Chunks of a list.
    package static let chunks = 50_000
    /// Rows of a list: positions are 32-bit.
    package static let rows = Int64(UInt32.max)
    /// Bytes of a JSON body.
    package static let controlBytes = 4 << 20
    /// Bytes of a column body: 65,535 elements of 32 bytes.
    package static let columnBytes = chunkRows * 32
    /// The largest integer in a JSON document, 2^53 − 1.
    package static let integer: Int64 = (1 << 53) - 1
    /// Seconds a client may ask the coordinator to wait.
    package static let waitSeconds = 30
    /// Turns or uploads in one answer.
    package static let workItems = 256
    /// Records of a page that a party sends after the match (protocol/v1/consent.md §3).
    package static let pageRecords = 1000
    /// Entries of a log, or messages of a plan, in one answer.
    package static let pageEntries = 1000
    /// Counts are published as multiples of this.
    package static let countStep = 50
}
