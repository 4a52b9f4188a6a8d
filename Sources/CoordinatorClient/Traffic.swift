// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes of bodies that travelled, without heads and TLS.
package struct Traffic: Hashable, Sendable {
    /// Bytes sent to the coordinator.
    package var up: Int
    /// Bytes received from it.
    package var down: Int

    package init(up: Int = 0, down: Int = 0) {
        self.up = up
        self.down = down
    }

    package static func + (left: Self, right: Self) -> Self {
        Traffic(up: left.up + right.up, down: left.down + right.down)
    }

    package static func += (left: inout Self, right: Self) { left = left + right }
}
