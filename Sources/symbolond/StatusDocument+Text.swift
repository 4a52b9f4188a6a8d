// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import Signing
internal import Storage
internal import Vocabulary

extension StatusDocument {
    /// The status for people: one table a kind.
    var lines: [String] {
        var lines = [
            "coordinator:", "  identity key  \(identity.hex)", "  fingerprint   \(identity.fingerprint.text)", "",
        ]
        lines += table(
            "agreements", ["id", "name", "signed", "missing"],
            report.agreements.map { entry in
                [
                    String(entry.id.hex.prefix(12)), entry.name, Self.names(entry.signed), Self.names(entry.missing),
                ]
            })
        lines += table(
            "rounds", ["agreement", "no", "state", "opened", "committed", "agreed", "chunks", "repeated", "decisions"],
            report.rounds.map { entry in
                let total = chunksTotal[entry.id].map { "/\($0)" } ?? ""
                return [
                    String(entry.agreement.hex.prefix(12)), "\(entry.number)", entry.state.rawValue,
                    Timestamp(seconds: entry.openedAt)?.text ?? "-", "\(entry.committed)/\(entry.parties)",
                    "\(entry.agreed)/\(entry.parties)", "\(entry.chunksDone)\(total)", "\(entry.repeatedChunks)",
                    "\(entry.decisions)\(entry.isDecided || entry.decisions == 0 ? "" : ", open")",
                ]
            })
        lines += table(
            "parties", ["name", "enrolled", "certificate until"],
            report.parties.map { [$0.id.name, $0.enrolledAt.text, $0.certificateExpires.text] })
        lines += table(
            "open invites", ["for", "until"], report.invites.map { [$0.party.name, $0.expires.text] })
        lines.append(
            "disk: database \(Self.size(report.databaseBytes)), columns \(Self.size(report.columnBytes)), "
                + "free \(Self.size(freeBytes))")
        return lines
    }

    private func table(_ title: String, _ header: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return ["\(title): none", ""] }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "  " + padded.joined(separator: "  ").trimmingTrailingSpaces()
        }
        return ["\(title):", line(header)] + rows.map(line) + [""]
    }

    private static func names(_ parties: [PartyID]) -> String {
        parties.isEmpty ? "-" : parties.map(\.name).joined(separator: ",")
    }

    private static func size(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1024: "\(bytes) B"
        case ..<(1 << 20): "\(bytes >> 10) KiB"
        case ..<(1 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
