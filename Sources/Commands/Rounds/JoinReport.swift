// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Joining
import Messages
import Signing
import Vocabulary

/// The outcome of a join as it is printed.
struct JoinReport {
    let outcome: JoinOutcome
    let agreement: Agreement
    /// Whether this party may open the next round.
    let opensRounds: Bool
    /// What became of the list's rows; nil where the home no longer tells.
    let list: ListReport?

    /// Text for people.
    var text: String {
        var table = TextTable()
        table.add("  your list", "\(Grouped.text(outcome.listRows)) numbers")
        if outcome.decision == .matched {
            table.add("  members", "\(Grouped.text(outcome.members)) or more (rounded down to 50)")
            table.add("  of your list", rate)
            if let rows = outcome.matchedRows {
                table.add("  your matches", "\(Grouped.text(rows)) rows")
            } else {
                table.add("  your matches", "not told to this party under the agreement")
            }
        }
        for line in settlement { table.add(line.0, line.1) }
        table.add(
            "  exposure",
            "\(Grouped.text(outcome.exposure.charged)) of \(Grouped.text(outcome.exposure.limit)) rows of others multiplied under "
                + "this agreement")
        table.add("  result", "\(outcome.manifestDigest.prefix(16)) (every party must see the same)")
        if !outcome.isRepeated {
            table.add("  traffic", "\(Grouped.bytes(outcome.sent)) sent, \(Grouped.bytes(outcome.received)) received")
        }
        var lines = ["Round \(outcome.number) of \(agreement.name): \(decision)", table.text]
        if outcome.matchedRows != nil {
            lines.append(
                "Write the matched numbers with: symbolon matches --agreement \(agreement.name) --round \(outcome.number) "
                    + "--out FILE")
        }
        if outcome.isRepeated {
            lines.append(
                opensRounds
                    ? "This round had ended before. Open the next with: symbolon rounds open --agreement \(agreement.name)"
                    : "This round had ended before. A party that learns matched rows can open the next.")
        }
        return lines.joined(separator: "\n")
    }

    /// One document for programs.
    var json: JSONValue {
        var fields: [String: JSONValue] = [
            "agreement": .string(agreement.id.hex), "round": .string(outcome.round.hex),
            "number": .integer(Int64(outcome.number)), "decision": .string(outcome.decision.rawValue),
            "manifest": .string(outcome.manifestDigest), "members": .integer(Int64(outcome.members)),
            "listRows": .integer(Int64(outcome.listRows)),
            "exposureCharged": .integer(Int64(outcome.exposure.charged)),
            "exposureLimit": .integer(Int64(outcome.exposure.limit)), "bytesSent": .integer(Int64(outcome.sent)),
            "bytesReceived": .integer(Int64(outcome.received)), "repeated": .bool(outcome.isRepeated),
        ]
        fields["matchedRows"] = outcome.matchedRows.map { .integer(Int64($0)) }
        fields["list"] = list?.json
        fields["decisions"] = outcome.settlement.flatMap { settlement in
            guard settlement.isDecided, let allowed = settlement.allowed, let refused = settlement.refused else {
                return nil
            }
            return .object([
                "allowed": .integer(Int64(allowed)), "refused": .integer(Int64(refused)),
                "reasons": .object(settlement.reasons.mapValues { .integer(Int64($0)) }),
            ])
        }
        return .object(fields)
    }

    /// What became of the consents of the matched rows.
    private var settlement: [(String, String)] {
        guard let settlement = outcome.settlement else { return [] }
        guard settlement.isDecided, let allowed = settlement.allowed, let refused = settlement.refused else {
            return settlement.isLate ? [] : [("  attributes", "sent for this party's matched rows")]
        }
        var lines = [("  allowed", "\(Grouped.text(allowed)) members may be written to")]
        if refused > 0 { lines.append(("  refused", "\(Grouped.text(refused)) matched rows")) }
        for (reason, count) in settlement.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append(("    \(reason)", Grouped.text(count)))
        }
        return lines
    }

    private var decision: String {
        switch outcome.decision {
        case .matched: "matched."
        case .belowMinimum: "below the minimum. Nothing is told, not even at which stage."
        }
    }

    /// Whole percent, above 85 as ">85 %" (protocol/v1/matching.md §4.6).
    private var rate: String {
        guard outcome.listRows > 0 else { return "0 %" }
        let percent = outcome.members * 100 / outcome.listRows
        return percent > 85 ? ">85 %" : "\(percent) %"
    }

    /// What became of a list's rows, in one line.
    static func text(_ list: ListReport) -> String {
        var text = "Read \(Grouped.text(list.rows)) rows: \(Grouped.text(list.accepted)) numbers"
        if list.duplicates > 0 { text += ", \(Grouped.text(list.duplicates)) repeated" }
        if list.refusedTotal > 0 {
            let reasons = list.refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \(Grouped.text($0.value))" }
            text += ", \(Grouped.text(list.refusedTotal)) refused (\(reasons.joined(separator: ", ")))"
        }
        if let senders = list.senders { text += "; \(senders.text)" }
        if list.conflicts > 0 {
            text += ", \(Grouped.text(list.conflicts)) conflicting (another row is more restrictive and counts; "
            text += "--rejects has them as consent-conflict)"
        }
        return text + "."
    }
}
