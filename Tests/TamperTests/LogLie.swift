// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Consent
import Foundation
import Hummingbird
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// What a coordinator makes of its log: everything it can sign it signs with its real key.
struct LogLie: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether no signature and no place in the chain is wrong, so that only what entries say is.
    var isChained = false
    /// The field of an entry that the brand knows better; nil where it is something else that is wrong.
    var field: String?
    /// Answers with other entries than these, which follow an entry.
    let change: @Sendable (_ honest: [LogEntry], _ after: Int, Forger) throws -> [[UInt8]]

    var testDescription: String { name }

    /// Tells the lie to the brand whenever it asks for the log.
    func tell(by stage: JoinStage) {
        let forger = Forger(agreement: stage.agreement, key: stage.fixture.coordinator)
        let brand = stage.id(0)
        stage.coordinator.liar.tell { request, caller, honest in
            let answer = try await honest(request)
            guard caller == brand, request.uri.path.hasSuffix("/log"), answer.status == .ok,
                case .array(let envelopes) = try JSONValue(parsing: await answer.bytes())
            else { return answer }
            let key = forger.key.publicIdentity
            let entries = try envelopes.map { try LogEntry(envelope: $0.canonicalBytes, coordinator: key) }
            let after = request.uri.queryParameters.get("after").flatMap { Int($0) } ?? 0
            let told = try change(entries, after, forger)
            return .made(Array("[".utf8) + told.joined(separator: Array(",".utf8)) + Array("]".utf8))
        }
    }

    /// Lies about a log of which the brand knows nothing yet.
    static let toNewcomers: [LogLie] = [
        LogLie(name: "two entries reordered") { honest, after, _ in
            guard after == 0 else { return honest.map(\.envelope) }
            var told = honest
            told.swapAt(3, 4)
            return told.map(\.envelope)
        },
        LogLie(name: "an entry left out") { honest, after, _ in
            honest.enumerated().filter { after != 0 || $0.offset != 5 }.map(\.element.envelope)
        },
        LogLie(name: "the first entry left out") { honest, after, _ in
            (after == 0 ? honest.dropFirst() : honest[...]).map(\.envelope)
        },
        LogLie(name: "an entry signed by another key") { honest, after, forger in
            guard after == 0 else { return honest.map(\.envelope) }
            let other = Forger(agreement: forger.agreement, key: try AgreementFixture.identity(2))
            return try honest.enumerated().map { index, entry in
                index == 7
                    ? try other.signed(entry, sequence: entry.sequence, previous: entry.previous).envelope
                    : entry.envelope
            }
        },
        LogLie(name: "an entry with a spoilt signature") { honest, after, _ in
            honest.enumerated().map { index, entry in
                guard after == 0, index == 7 else { return entry.envelope }
                let text = String(decoding: entry.envelope, as: UTF8.self)
                let end = text.hasSuffix("00\"}") ? "01\"}" : "00\"}"
                return Array((text.dropLast(4) + end).utf8)
            }
        },
        LogLie(name: "an entry of another agreement") { honest, after, forger in
            guard after == 0 else { return honest.map(\.envelope) }
            let other = try AgreementFixture(
                roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco", name: "autumn-launch")
            let stranger = Forger(agreement: other.agreement, key: forger.key)
            return try honest.enumerated().map { index, entry in
                index == 7
                    ? try stranger.signed(entry, sequence: entry.sequence, previous: entry.previous).envelope
                    : entry.envelope
            }
        },
        LogLie(name: "a statement that is no entry") { honest, after, forger in
            guard after == 0, let entry = honest.first else { return honest.map(\.envelope) }
            let manifest = ResultManifest(
                reference: entry.reference, transcript: Digest(sha256: [1]), decision: .matched, members: 50, rows: [:])
            return [try Signed(manifest, by: forger.key).bytes] + honest.dropFirst().map(\.envelope)
        },
        LogLie(name: "an entry rewritten under its number") { honest, after, forger in
            try honest.enumerated().map { index, entry in
                after == 0 && index == 7 ? try forger.later(entry).envelope : entry.envelope
            }
        },
        LogLie(name: "a handle decided twice", isChained: true) { honest, after, forger in
            guard after == 0, let first = honest.first else { return honest.map(\.envelope) }
            var told = honest
            told[8] = first
            return try forger.chained(told).map(\.envelope)
        },
        LogLie(name: "a round decided twice", isChained: true) { honest, after, forger in
            guard after == 0, let last = honest.last else { return honest.map(\.envelope) }
            return try forger.chained(honest + [last]).map(\.envelope)
        },
        known("entries from the future", field: "at") { honest in
            (7..<honest.count).reduce(into: [:]) { $0[$1] = Forger.Change(delay: 301) }
        },
        known("time that goes back", field: "at") { _ in [7: Forger.Change(delay: -1)] },
        known("another transcript", field: "transcript") { _ in [7: Forger.Change(transcript: Digest(sha256: [1]))] },
        known("another commitment", field: "subject") { _ in [7: Forger.Change(subject: Digest(sha256: [1]))] },
        known("another record", field: "record") { _ in [7: Forger.Change(record: Digest(sha256: [1]))] },
        known("other counts at the end", field: "allowed") { honest in [honest.count - 1: Forger.Change(allowed: 59)] },
        LogLie(name: "a decision left out and counted", isChained: true, field: "allowed") { honest, after, forger in
            guard after == 0 else { return honest.map(\.envelope) }
            return try forger.chained(Array(honest.dropFirst())).map(\.envelope)
        },
    ]

    /// A lie about what the brand knows itself, in a chain without a fault.
    private static func known(
        _ name: String, field: String, _ changes: @escaping @Sendable ([LogEntry]) -> [Int: Forger.Change]
    ) -> LogLie {
        LogLie(name: name, isChained: true, field: field) { honest, after, forger in
            guard after == 0 else { return honest.map(\.envelope) }
            return try forger.chained(honest, changes(honest)).map(\.envelope)
        }
    }

    /// Lies about a log that the brand has verified to its end.
    static let toThoseWhoKnow: [LogLie] = [
        LogLie(name: "cut before the last verified entry") { _, _, _ in [] },
        LogLie(name: "cut, and another entry in the place of the last") { honest, after, forger in
            try honest.map { try forger.later($0).envelope }
        },
        LogLie(name: "the last verified entry signed by another key") { honest, _, forger in
            let other = Forger(agreement: forger.agreement, key: try AgreementFixture.identity(2))
            return try honest.map { try other.signed($0, sequence: $0.sequence, previous: $0.previous).envelope }
        },
        LogLie(name: "another log from there on") { honest, after, forger in
            guard let last = honest.first else { return [] }
            let next = try forger.signed(last, sequence: after + 2, previous: Digest(sha256: [1]))
            return [last.envelope, next.envelope]
        },
        LogLie(name: "a number left out") { honest, after, forger in
            guard let last = honest.first else { return [] }
            let next = try forger.signed(last, sequence: after + 3, previous: LogChain.hash(of: last.envelope))
            return [last.envelope, next.envelope]
        },
        LogLie(name: "the round decided again", isChained: true) { honest, after, forger in
            guard let last = honest.first else { return [] }
            let next = try forger.signed(last, sequence: after + 2, previous: LogChain.hash(of: last.envelope))
            return [last.envelope, next.envelope]
        },
    ]
}
