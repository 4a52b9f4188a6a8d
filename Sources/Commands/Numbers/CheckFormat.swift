// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How `numbers check` prints: rows as ndjson or text, the report alone as text or json.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Rows, one JSON object a line.
    case ndjson
    /// For people.
    case text
    /// The report, one JSON document.
    case json
}
