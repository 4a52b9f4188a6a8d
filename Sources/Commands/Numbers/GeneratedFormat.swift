// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How `numbers generate` prints numbers.
enum GeneratedFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case csv, ndjson
    /// The numbers alone, one a line.
    case text
}
