// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Columns
import CoordinatorClient
import Messages
import Testing
import Vocabulary

/// A party whose list is not what it must be (protocol/v1/matching.md §4.3).
@Suite struct ListAttackTests {
    @Test("A chunk of the wrong length is refused and changes nothing")
    func length() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            let honest = stage.cast.chunk(0)
            for bytes in [[], Array(honest.dropLast(32)), Array(honest.dropLast()), honest + honest.suffix(32)] {
                await expectRefusal(.badLength, "32 records of 32 bytes are due") {
                    try await stage.upload(0, 0, bytes: bytes)
                }
            }
            #expect(try await stage.chunksDone() == 0)
            try await stage.finish()
        }
    }

    @Test("A chunk with other bytes than committed is refused")
    func digest() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            var flipped = stage.cast.chunk(0)
            flipped[64] ^= 2
            let other = stage.cast.chunk(1)
            for bytes in [flipped, other] {
                await expectRefusal(.digestMismatch, "does not hash to its signed digest") {
                    try await stage.upload(0, 0, bytes: bytes)
                }
            }
            #expect(try await stage.chunksDone() == 0)
        }
    }

    @Test("A body that is not what Content-Digest says is refused, as is a missing or doubled digest")
    func contentDigest() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            let credentials = try stage.coordinator.site.credentials(stage.cast.id(0))
            let line = "PUT /v1/rounds/\(stage.cast.round.hex)/lists/acme/hops/0/chunks/0"
            let wrong = "Content-Digest: sha-256=:" + String(repeating: "A", count: 43) + "=:"
            let cases: [(headers: [String], code: ProblemCode)] = [
                ([wrong], .digestMismatch), ([], .malformed), ([wrong, wrong], .malformed),
                (["Content-Digest: sha-512=:AAAA:"], .malformed), (["Content-Digest: sha-256=:AAAA:"], .malformed),
            ]
            for (headers, code) in cases {
                let request = RawExchange.request(
                    line, headers: headers, body: stage.cast.chunk(0), type: MediaType.elements)
                let answer = try await RawExchange.run(port: stage.coordinator.port, credentials, [request])
                #expect(answer.problem?.code == code, "\(headers)")
            }
            #expect(try await stage.chunksDone() == 0)
        }
    }

    @Test("Chunks that do not exist, or come before their turn, are refused")
    func index() async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            await expectRefusal(.notFound, "no chunk 3") { try await stage.upload(0, 3, bytes: stage.cast.chunk(0)) }
            await expectRefusal(.outOfOrder, "Chunk 0 comes first") { try await stage.upload(0, 1) }
            await expectRefusal(.wrongParty, "is acme's, not streamco's") { try await stage.upload(0, 0, from: 1) }
            try await stage.finish()
        }
    }

    @Test("Before all have signed T nothing is uploaded")
    func tooEarly() async throws {
        try await Stage.with { stage in
            await expectRefusal(.wrongState) { try await stage.upload(0, 0) }
            try await stage.commit()
            await expectRefusal(.wrongState) { try await stage.upload(0, 0) }
            for index in 0..<2 { try await stage.clients[index].put(stage.cast.agreed(index)) }
            await expectRefusal(.wrongState, "gathering") { try await stage.upload(0, 0) }
        }
    }

    /// Rows of a list that is committed to as it is: 80 rows in chunks of 32.
    enum Disorder: CaseIterable, Sendable {
        case swappedRows, swappedAtBorder, repeatedRow, repeatedAtBorder

        var row: Int { self == .swappedAtBorder || self == .repeatedAtBorder ? 31 : 10 }
        var chunk: Int { row == 31 ? 1 : 0 }

        func change(_ column: inout [UInt8]) {
            let first = Array(column[row * 32..<row * 32 + 32])
            let second = Array(column[row * 32 + 32..<row * 32 + 64])
            let isSwapped = self == .swappedRows || self == .swappedAtBorder
            column.replaceSubrange(row * 32..<row * 32 + 32, with: isSwapped ? second : first)
            column.replaceSubrange(row * 32 + 32..<row * 32 + 64, with: first)
        }
    }

    @Test("A list that does not ascend is refused, within a chunk and across the border", arguments: Disorder.allCases)
    func ascending(disorder: Disorder) async throws {
        var cast = try Cast()
        disorder.change(&cast.columns[0])
        try await Stage.with(cast) { stage in
            try await stage.enterRing()
            if disorder.chunk == 1 { try await stage.upload(0, 0) }
            await expectRefusal(.notAscending, "Record \((disorder.row + 1) % 32) of chunk \(disorder.chunk)") {
                try await stage.upload(0, disorder.chunk)
            }
            #expect(try await stage.chunksDone() == disorder.chunk)
        }
    }

    @Test(
        "Elements that are not canonical, and the identity, are refused with their index",
        arguments: [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6",
        ])
    func canonical(hex: String) async throws {
        var cast = try Cast()
        cast.columns[0].replaceSubrange(7 * 32..<8 * 32, with: try #require(Hexadecimal.decode(hex, count: 32)))
        try await Stage.with(cast) { stage in
            try await stage.enterRing()
            await expectRefusal(.nonCanonical, "Record 7 of chunk 0") { try await stage.upload(0, 0) }
            #expect(try await stage.chunksDone() == 0)
        }
    }
}
