// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Lines that somebody was told.
final class Notices: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
