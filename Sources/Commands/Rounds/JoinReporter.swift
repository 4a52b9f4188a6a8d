// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Joining
import Synchronization
import Vocabulary

/// Tells a waiting person what a join does: lines on standard error, and a progress line on a terminal.
final class JoinReporter: Sendable {
    private struct State: ~Copyable {
        let line: ProgressLine
        var last = ""
    }

    private let state: Mutex<State>

    init() { state = Mutex(State(line: ProgressLine())) }

    /// Takes an event.
    func report(_ event: JoinEvent) {
        state.withLock { state in
            switch event {
            case .reading(let rows): state.line.update("reading", done: rows, total: nil)
            case .blinded(let rows, let total): state.line.update("blinding", done: rows, total: total)
            case .ring(let done, let total): state.line.update("ring, chunks", done: done, total: total)
            case .worked(let rows, let total): state.line.update("rows", done: rows, total: total)
            case .recordsSent(let rows, let total): state.line.update("records", done: rows, total: total)
            default:
                guard let text = Self.text(event), text != state.last else { return }
                state.last = text
                state.line.clear()
                StandardError.write(text + "\n")
            }
        }
    }

    /// Removes what the progress line left on the terminal.
    func finish() { state.withLock { $0.line.clear() } }

    static func text(_ event: JoinEvent) -> String? {
        switch event {
        case .read(let report): return JoinReport.text(report)
        case .blinding(let rows): return "Blinding \(Grouped.text(rows)) numbers under the round's key."
        case .merged(let rows, let total):
            return "\(Grouped.text(rows)) of \(Grouped.text(total)) numbers were blinded before, in parts."
        case .waitingForAcceptances(let parties): return "Waiting for \(names(parties)) to sign the agreement."
        case .waitingForCommitments(let parties): return "Committed. Waiting for the commitments of \(names(parties))."
        case .waitingForTranscripts(let parties): return "Waiting for \(names(parties)) to sign the transcript."
        case .agreed(let rows, let charged, let limit):
            return
                "All lists are committed. This party will multiply \(Grouped.text(rows)) rows of others; its exposure is then "
                + "\(Grouped.text(charged)) of \(Grouped.text(limit))."
        case .obstacle(let text): return text.prefix(1).uppercased() + text.dropFirst() + "."
        case .notice(let text): return text
        case .waitingForRecords(let parties):
            return parties.isEmpty
                ? "Records sent. Waiting for the decisions." : "Records sent. Waiting for those of \(names(parties))."
        case .reading, .blinded, .ring, .worked, .recordsSent: return nil
        }
    }

    private static func names(_ parties: [PartyID]) -> String { parties.map(\.name).joined(separator: ", ") }
}
