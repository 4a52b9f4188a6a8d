// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization

/// Keeps everything that a coordinator logs, down to the finest level.
struct RecordingLog: LogHandler {
    /// The lines so far.
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        func add(_ line: String) { lines.withLock { $0.append(line) } }

        var all: [String] { lines.withLock { $0 } }
    }

    let lines: Lines
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ lines: Lines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }.map { " \($0.key)=\($0.value)" }
        lines.add("\(event.level) \(event.message)\(pairs.joined())")
    }
}
