// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a list turned out to be laid out.
package struct ListLayout: Hashable, Sendable {
    package let format: ListFormat
    /// The delimiter of CSV, nil in other formats.
    package let delimiter: UInt8?
    /// Whether the first row of CSV holds names.
    package let hasHeader: Bool
    /// The header's names, or the keys of the first objects in order of appearance; empty where there are none.
    package let columns: [String]
    /// Fields that a row of CSV must have, those of its header or first row; 1 in other formats.
    package let fieldCount: Int
    /// The place of the number, from 0, among the fields (CSV) or `columns` (NDJSON); 0 in text.
    package let numberColumn: Int
    /// Whether the file is compressed with gzip.
    package let isCompressed: Bool
    /// How its characters are written.
    package let encoding: ListEncoding
    /// Whether the encoding was concluded from the text, and neither said nor marked.
    package let isEncodingGuessed: Bool
}
