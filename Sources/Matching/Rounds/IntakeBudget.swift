// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Memory that the tokens of all rounds may take together while they wait for their match.
package final class IntakeBudget: Sendable {
    private let left: Mutex<Int>

    /// - Parameter bytes: all there is.
    package init(bytes: Int) { left = Mutex(max(bytes, 0)) }

    /// A part of the budget, which is given back with the last reference to it.
    final class Share: Sendable {
        private let budget: IntakeBudget
        private let bytes: Int

        fileprivate init(_ bytes: Int, of budget: IntakeBudget) {
            self.bytes = bytes
            self.budget = budget
        }

        deinit { budget.left.withLock { $0 += bytes } }
    }

    /// Takes a part; nil where that much is not left.
    func share(of bytes: Int) -> Share? {
        let isThere = left.withLock { left in
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
        return isThere ? Share(bytes, of: self) : nil
    }
}
