// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Signing

/// Writes a log entry as one line on stderr: time, level, message, `key=value`.
struct LineLogHandler: LogHandler {
    /// Shared by all loggers.
    let level: LogLevel
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(level: LogLevel) { self.level = level }

    var logLevel: Logger.Level {
        get { level.current }
        // One level for the whole process; a library's wish to have its own is not heard.
        nonmutating set { _ = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Timestamp(seconds: ProcessSettings.clock())?.text ?? "-"
        let pairs = metadata.merging(event.metadata ?? [:]) { _, own in own }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(time) \(event.level) \(event.message)\(pairs)"
        Terminal.complain(String(line.map { $0.isNewline ? " " : $0 }))
    }
}
