// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Signing
internal import Vocabulary

extension StoredDecision {
    /// The columns that `init(row:round:)` reads.
    static let columns = "handle, isAllowed, channels, reasons, until, opens, closes, sequence, at, envelope"

    /// Reads a row of the table `decision`; nil where a value is none that this release writes.
    init?(row: Row, round: RoundID) {
        let names = (row["channels"] as String).split(separator: " ")
        let channels = names.compactMap { Channel(rawValue: String($0)) }
        guard let handle = Handle(bytes: Blob.bytes(row["handle"])), channels.count == names.count,
            let reasons = try? JSONValue(parsing: (row["reasons"] as String).utf8),
            let at = Timestamp(seconds: row["at"])
        else { return nil }
        var hours: LocalHours?
        if let opens: Int = row["opens"], let closes: Int = row["closes"] {
            guard let read = LocalHours(from: opens, until: closes) else { return nil }
            hours = read
        }
        self.init(
            round: round, handle: handle, isAllowed: row["isAllowed"], channels: channels, reasons: reasons,
            until: (row["until"] as Int64?).flatMap { Timestamp(seconds: $0) }, hours: hours, sequence: row["sequence"],
            at: at,
            envelope: Blob.bytes(row["envelope"]))
    }

    /// The values of the columns.
    var values: [(any DatabaseValueConvertible)?] {
        [
            Blob.data(handle.bytes), isAllowed, channels.map(\.rawValue).joined(separator: " "),
            String(decoding: reasons.canonicalBytes, as: UTF8.self), until?.seconds, hours?.from, hours?.until,
            sequence, at.seconds,
            Blob.data(envelope),
        ]
    }
}
