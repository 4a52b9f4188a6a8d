// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
package import Home
package import Messages
package import Signing
import Vocabulary

/// One round of a list: what the coordinator and this home know of it together.
package struct RoundLine {
    let agreement: Agreement
    let number: UInt32
    /// The coordinator's word; nil where it was not asked or does not have the round.
    let status: RoundStatus?
    /// This home's part; nil where it has none.
    let here: HomeRound?
    /// Whether there are parts of this home's list, and no list yet.
    let hasParts: Bool

    /// The rounds of one agreement, newest first.
    ///
    /// - Parameter parts: the rounds of which this home has parts and no list.
    package static func lines(
        _ agreement: Agreement, statuses: [RoundStatus], home: [HomeRound], parts: [UInt32] = []
    ) -> [RoundLine] {
        Set(statuses.map(\.number) + home.map(\.number) + parts).sorted(by: >).map { number in
            RoundLine(
                agreement: agreement, number: number, status: statuses.first { $0.number == number },
                here: home.first { $0.number == number }, hasParts: parts.contains(number))
        }
    }

    /// The state in words, with how far it is.
    var progress: String {
        guard let status else { return "" }
        let count = agreement.parties.count
        switch status.state {
        case .gathering:
            let missing = agreement.partyIDs.filter { !status.committed.contains($0) }
            return missing.isEmpty
                ? "\(status.agreed.count) of \(count) signed the transcript"
                : "waits for \(missing.map(\.name).joined(separator: ", "))"
        case .ring: return "\(status.chunksDone) of \(status.chunksTotal) chunks"
        case .stopped:
            guard let stop = status.stop?.body else { return "" }
            return "\(stop.reason.rawValue), by \(stop.from)"
        case .matched, .belowMinimum, .expired: return ""
        }
    }

    /// A table, newest first; `isWhole` where the coordinator was asked.
    package static func text(_ lines: [RoundLine], isWhole: Bool = true) -> String {
        guard !lines.isEmpty else {
            return isWhole
                ? "No rounds yet: round 1 opens when everyone has signed the agreement."
                : "This home has taken part in no round; the coordinator was not asked."
        }
        var table = TextTable(["AGREEMENT", "ROUND", "STATE", "DEADLINE", "HERE", "PROGRESS"], flushRight: [1])
        for line in lines {
            let isOpen = line.status.map { !$0.state.isFinal } ?? false
            table.add(
                line.agreement.name, "\(line.number)", line.status?.state.rawValue ?? "not known",
                isOpen ? line.status.flatMap { Timestamp(seconds: $0.deadline)?.text } ?? "" : "-",
                line.here.map { $0.ending?.rawValue ?? $0.step.rawValue } ?? (line.hasParts ? "parts" : "-"),
                line.progress)
        }
        return table.text
    }

    package static func json(_ lines: [RoundLine]) -> JSONValue { .object(["rounds": .array(lines.map(\.json))]) }

    var json: JSONValue {
        func names(_ parties: [PartyID]?) -> JSONValue { parties.map { .array($0.map { .string($0.name) }) } ?? .null }
        func time(_ seconds: Int64?) -> JSONValue {
            seconds.flatMap { Timestamp(seconds: $0) }.map { .string($0.text) } ?? .null
        }
        return .object([
            "agreement": .string(agreement.id.hex), "name": .string(agreement.name),
            "number": .integer(Int64(number)), "round": .string(agreement.roundID(number).hex),
            "state": status.map { .string($0.state.rawValue) } ?? .null,
            "openedAt": time(status?.openedAt), "deadline": time(status?.deadline),
            "committed": names(status?.committed), "agreed": names(status?.agreed),
            "chunksDone": status.map { .integer(Int64($0.chunksDone)) } ?? .null,
            "chunksTotal": status.map { .integer(Int64($0.chunksTotal)) } ?? .null,
            "stop": status?.stop.map { .string($0.body.reason.rawValue) } ?? .null,
            "here": here.map {
                .object([
                    "step": .string($0.step.rawValue), "ending": $0.ending.map { .string($0.rawValue) } ?? .null,
                    "count": .integer(Int64($0.count)),
                    "matchedRows": $0.rowCount.map { .integer(Int64($0)) } ?? .null,
                ])
            } ?? .null,
            "parts": .bool(hasParts),
        ])
    }
}
