// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ScriptedCoordinator
import Testing

extension ScriptedAnswer: CustomTestStringConvertible {
    /// The start alone: some of these answers have ten million bytes.
    var testDescription: String { String(decoding: bytes.prefix(120), as: UTF8.self) }
}
