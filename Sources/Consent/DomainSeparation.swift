// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The strings that keep what this room hashes for one use from being taken for another.
///
/// The full list is in protocol/v1/encoding.md, section 8.
enum DomainSeparation {
    /// Starts the input of a subject's commitment.
    static let subject = "SYMBOLON-V1-SUBJECT"
    /// Starts the input of every hash of a log.
    static let log = "SYMBOLON-V1-LOG"
}
