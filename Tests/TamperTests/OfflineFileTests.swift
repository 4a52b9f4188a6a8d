// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Foundation
import Home
import Joining
import Messages
import TestSupport
import Testing
import Vocabulary

/// Blinded files that are not this home's, or not what they were; nothing of them is sent.
@Suite struct OfflineFileTests {
    /// Expects that a join refuses a file with one line, commits to nothing, and goes on with the right one.
    private func expectRefusal(
        _ stage: JoinStage, _ file: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let error = await #expect(throws: JoinError.self, sourceLocation: sourceLocation) {
            try await stage.join(0, file: file)
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains(text) && !told.contains("\n"), "\(told)", sourceLocation: sourceLocation)
        let status = try await stage.clients[0].status(of: stage.round)
        #expect(!status.committed.contains(stage.id(0)), sourceLocation: sourceLocation)
    }

    @Test("A home joins with the file it blinded offline, and with nothing that was cut or altered")
    func own() async throws {
        try await JoinStage.with { stage in
            try stage.blind(0, to: "a.blinded")
            let bytes = try ScratchFolder.read(stage.path("a.blinded"))
            let cases: [(bytes: [UInt8], text: String)] = [
                (Array(bytes.dropLast(1)), "truncated or altered"),
                (Array(bytes.prefix(100)), "truncated in its commitment"),
                (bytes + [0], "truncated or altered"),
                (Array(bytes.dropLast(1)) + [bytes[bytes.count - 1] ^ 1], "altered"),
                (Array(bytes.prefix(23)), "does not start like a blinded list"),
            ]
            for (changed, text) in cases {
                try Data(changed).write(to: URL(filePath: stage.path("b.blinded")))
                try await expectRefusal(stage, "b.blinded", text)
            }
            async let other = stage.join(1)
            let outcome = try await stage.join(0, file: "a.blinded")
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }

    @Test("Another party's file, and one of another round or agreement, are told apart from altered ones")
    func foreign() async throws {
        try await JoinStage.with { stage in
            try stage.blind(1, to: "theirs.blinded")
            try await expectRefusal(stage, "theirs.blinded", "it was blinded by streamco, this home is acme's")
            // Chunks of another size: the elements do not hash to the commitment when they are cut like this agreement's.
            let next = try AgreementFixture(
                roles: [("acme", "brand"), ("streamco", "partner")], match: "acme and streamco", chunkRows: 7,
                cap: 1000,
                name: "autumn-launch")
            try stage.homes[0].save(next.signed(), signedHere: true)
            try stage.blind(0, to: "autumn.blinded", under: next.agreement)
            try await expectRefusal(stage, "autumn.blinded", "it was blinded for agreement")
            try stage.blind(0, to: "first.blinded")
            try await expectRefusal(stage, "autumn.blinded", "it was blinded for agreement")
            try stage.blind(0, round: 2, to: "second.blinded")
            try await expectRefusal(stage, "second.blinded", "it was blinded for round 2; round 1 is the newest")
            async let other = stage.join(1, file: "theirs.blinded")
            let outcome = try await stage.join(0, file: "first.blinded")
            #expect(outcome.matchedRows == 60)
            #expect(try await other.members == 50)
        }
    }
}
