// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages

/// What a column's records are, which fixes its media type and their width (protocol/v1/http.md §1).
package enum ColumnKind: CaseIterable, Sendable {
    /// 32 bytes each: hops 0 … n−2.
    case elements
    /// 16 bytes each: the last hop.
    case tokens
    /// 20 bytes each: a party's matched rows.
    case rows

    /// The content type.
    package var mediaType: String {
        switch self {
        case .elements: MediaType.elements
        case .tokens: MediaType.tokens
        case .rows: MediaType.rows
        }
    }

    /// Bytes of a record.
    package var width: Int {
        switch self {
        case .elements: 32
        case .tokens: 16
        case .rows: RowRecord.width
        }
    }
}
