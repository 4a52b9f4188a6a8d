// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How `numbers check` prints its rows.
enum RowPrintFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// One JSON object a line.
    case ndjson
    /// Columns for people.
    case text
}
