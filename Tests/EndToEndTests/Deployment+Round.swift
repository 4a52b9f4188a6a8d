// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing
import TestSupport
import Testing

extension Deployment {
    /// Writes every party's list.
    func write(_ lists: [Set<UInt64>], round: Int) throws -> [URL] {
        try lists.indices.map {
            try write(lists[$0], of: $0, as: "\(parties[$0].id)-\(round).csv", seed: UInt64(1000 * round + $0))
        }
    }

    /// Lets all parties join at once, and gives what each of them printed.
    func join(_ files: [URL], expecting code: Int32 = 0) async throws -> [[String: JSONValue]] {
        let runs = try zip(parties, files).map { try $0.join($1) }
        var documents: [[String: JSONValue]] = []
        for run in runs {
            let exit = try await run.waitForExit(within: .seconds(180))
            guard exit.code == code else { throw ProcessError.failed(run.title, exit, said: run.lastWords) }
            documents.append(try Self.document(run.standardOutput))
        }
        return documents
    }

    /// Opens the next round as its first entitled party.
    func openRound() async throws {
        guard let index = plan.parties.firstIndex(where: \.isEntitled) else { return }
        try await parties[index].command(["rounds", "open", "--agreement", Deployment.agreement])
    }

    /// Compares what every party learned with the plain computation; others than entitled parties learn no row.
    func expect(_ members: Set<String>, ofRound round: Int) async throws {
        var handles: Set<String> = []
        for (party, planned) in zip(parties, plan.parties) {
            if planned.isEntitled {
                let rows = try await party.matches(ofRound: round)
                #expect(Set(rows.keys) == members, "\(party.id), round \(round)")
                // Every consent is good: the brand may write to all of them, and nobody else is told so.
                let decision = planned.role == "brand" ? "allowed" : ""
                for match in rows.values {
                    #expect(handles.insert(match.handle).inserted, "a handle of \(party.id) was given twice")
                    #expect(match.decision == decision && match.reasons.isEmpty, "\(party.id), round \(round)")
                }
            } else {
                try await expectNoRows(party, ofRound: round)
            }
        }
    }

    /// Checks that a party has no rows of a round.
    func expectNoRows(_ party: PartyHome, ofRound round: Int) async throws {
        let output = folder.appending(path: "\(party.id)-none.csv")
        let run = try party.start([
            "matches", "--agreement", Deployment.agreement, "--round", "\(round)", "--out", output.path,
        ])
        #expect(try await run.waitForExit().code == 1, "\(party.id), round \(round)")
        #expect(!FileManager.default.fileExists(atPath: output.path))
    }

    /// What a brand's join tells of the decisions where every consent is good.
    static func allowed(_ members: Int) -> JSONValue {
        .object(["allowed": .integer(Int64(members)), "refused": .integer(0), "reasons": .object([:])])
    }

    /// What a join printed.
    static func document(_ text: String) throws -> [String: JSONValue] {
        guard case .object(let members) = try JSONValue(parsing: Array(text.utf8)) else {
            throw ProcessError.garbled("join printed: \(text)")
        }
        return members
    }
}
