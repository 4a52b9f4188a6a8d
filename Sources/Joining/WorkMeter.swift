// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Adds up the rows that a process has worked on.
final class WorkMeter: Sendable {
    /// All rows that are this party's to do.
    let total: Int
    private let done = Mutex(0)

    init(total: Int) { self.total = total }

    /// Adds rows and gives the sum.
    func add(_ rows: Int) -> Int {
        done.withLock { done in
            done += rows
            return done
        }
    }
}
