// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Signing

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

extension JSONValue {
    /// The canonical form as a line of text.
    var line: String { String(decoding: canonicalBytes, as: UTF8.self) }
}
