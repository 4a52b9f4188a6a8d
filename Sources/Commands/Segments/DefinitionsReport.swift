// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing

/// What became of segments or contexts that were sent.
struct DefinitionsReport {
    /// `segment` or `context`.
    let kind: String
    let applied: [String]
    let removed: [String]
    /// Those that were to be removed and are not there.
    let absent: [String]

    func write(_ format: OutputFormat) throws {
        switch format {
        case .text:
            let lines =
                applied.map { "\($0): \(kind) applied" } + removed.map { "\($0): \(kind) removed" }
                + absent.map { "\(TerminalText.cleaned($0)): there is no such \(kind), nothing to remove" }
            try StandardOutput.write(line: lines.joined(separator: "\n"))
        case .json:
            try StandardOutput.write(
                json: .object([
                    "applied": .array(applied.map { .string($0) }), "removed": .array(removed.map { .string($0) }),
                    "absent": .array(absent.map { .string($0) }),
                ]))
        }
    }
}
