// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a caller knows about a list; everything that is nil is found out from the file's name and first bytes.
package struct ListOptions: Sendable {
    package var format: ListFormat?
    package var numberColumn: ColumnChoice?
    /// The field delimiter of CSV, one ASCII byte.
    package var delimiter: UInt8?
    /// Whether the first row of CSV holds names.
    package var hasHeader: Bool?
    package var encoding: ListEncoding?
    /// Whether a gzip file may unpack to any size (`GzipSource`).
    package var trustsGzip = false
    /// The longest row that is read, in bytes of UTF-8.
    package var rowLimit = 1 << 20
    /// Bytes that are read at once.
    package var bufferSize = 1 << 16

    package init(
        format: ListFormat? = nil, numberColumn: ColumnChoice? = nil, delimiter: UInt8? = nil, hasHeader: Bool? = nil
    ) {
        self.format = format
        self.numberColumn = numberColumn
        self.delimiter = delimiter
        self.hasHeader = hasHeader
    }
}
