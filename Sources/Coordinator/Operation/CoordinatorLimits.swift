// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages

/// Limits that an operator may set, below those of the protocol.
package struct CoordinatorLimits: Hashable, Sendable {
    /// The longest `Prefer: wait=N` that is honoured, in seconds.
    package let waitSeconds: Int
    /// The largest JSON body, in bytes.
    package let controlBytes: Int
    /// Column bodies that are held in memory at once; further uploads wait for their turn.
    package let uploadsAtOnce: Int

    /// Clamps each value to what the protocol allows.
    package init(waitSeconds: Int = 30, controlBytes: Int = 4 << 20, uploadsAtOnce: Int = 32) {
        self.waitSeconds = min(max(waitSeconds, 0), Limits.waitSeconds)
        self.controlBytes = min(max(controlBytes, 64 << 10), Limits.controlBytes)
        self.uploadsAtOnce = min(max(uploadsAtOnce, 1), 1024)
    }
}
