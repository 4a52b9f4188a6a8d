// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages

extension Problem {
    /// No room: nothing of what was to be stored is there.
    static let diskFull = Problem(
        .storageFull, "The coordinator's disk is full; nothing was stored. Try again when its operator has made room.")
}
