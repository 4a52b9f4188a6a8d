// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Synchronization

/// The log level of the whole process, which a reload changes.
final class LogLevel: Sendable {
    private let level: Mutex<Logger.Level>

    init(_ level: Logger.Level) { self.level = Mutex(level) }

    var current: Logger.Level {
        get { level.withLock { $0 } }
        set { level.withLock { $0 = newValue } }
    }
}
