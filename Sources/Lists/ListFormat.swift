// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a list is written.
package enum ListFormat: String, CaseIterable, Codable, Sendable {
    /// Separated fields (RFC 4180), with or without a header.
    case csv
    /// One JSON object a line.
    case ndjson
    /// One number a line.
    case text
}
