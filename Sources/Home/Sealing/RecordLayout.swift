// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the records of a sealed file are made of.
///
/// A record is a head of fixed width and, where the layout has payloads, u16be length ‖ payload.
struct RecordLayout: Sendable {
    /// Bounds a payload of a party's own, canonical JSON that a home does not look into: 8 KiB.
    static let maximumPayloadBytes = 8192

    /// u64be E.164 digits, and a payload.
    static let consents = RecordLayout(headWidth: 8, hasPayload: true)
    /// u64be E.164 digits ‖ u32be row of the input, and a payload.
    static let spool = RecordLayout(headWidth: RowMapEntry.width, hasPayload: true)
    /// Handle (16) ‖ salt (32).
    static let salts = RecordLayout(headWidth: SaltEntry.width, hasPayload: false)

    /// Bytes of the head.
    let headWidth: Int
    let hasPayload: Bool

    /// Bytes of head and length.
    var fixedWidth: Int { headWidth + (hasPayload ? 2 : 0) }
    /// Bytes of the longest record.
    var maximumWidth: Int { fixedWidth + (hasPayload ? Self.maximumPayloadBytes : 0) }
}
