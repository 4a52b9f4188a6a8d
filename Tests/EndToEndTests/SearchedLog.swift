// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Logging

/// Searches every entry that a coordinator logs, down to the finest level.
struct SearchedLog: LogHandler {
    let sightings: Sightings
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ sightings: Sightings) { self.sightings = sightings }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }.map { " \($0.key)=\($0.value)" }
        sightings.look(at: Array("\(event.level) \(event.message)\(pairs.joined())".utf8), .logged)
    }
}
