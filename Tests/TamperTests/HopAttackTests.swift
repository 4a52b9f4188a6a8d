// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import CoordinatorClient
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A hop that does not do what it signs, or signs what it must not (protocol/v1/matching.md §4.4).
@Suite struct HopAttackTests {
    /// Runs a body once all lists are there.
    private func withLists(_ body: (Stage) async throws -> Void) async throws {
        try await Stage.with { stage in
            try await stage.enterRing()
            try await stage.uploadLists()
            try await body(stage)
        }
    }

    /// The receipt of hop 1 of acme's list, changed, and signed by streamco unless it says otherwise.
    private func receipt(
        _ cast: Cast, signer: Int = 1, _ change: (HopReceipt) -> HopReceipt = { $0 }
    ) throws -> Signed<HopReceipt> {
        try Signed(change(try cast.output(0, hop: 1).receipt.body), by: cast.key(signer))
    }

    @Test("A receipt signed by another key is refused, and the honest one is taken after it", arguments: [0, 2])
    func signer(_ signer: Int) async throws {
        try await withLists { stage in
            await expectRefusal(.badSignature) {
                try await stage.turn(0, hop: 1, receipt: .some(receipt(stage.cast, signer: signer)))
            }
            let stored = try await stage.chunksDone()
            #expect(stored == 7)
            try await stage.finish()
        }
    }

    @Test("A receipt over another input than is stored is refused")
    func input() async throws {
        try await withLists { stage in
            await expectRefusal(.digestMismatch, "input is not the output of hop 0") {
                try await stage.turn(
                    0, hop: 1, receipt: .some(receipt(stage.cast) { $0.changed(input: Digest(sha256: [1])) }))
            }
        }
    }

    @Test("Bytes other than those signed are refused, as is their order")
    func bytes() async throws {
        try await withLists { stage in
            let honest = try stage.cast.output(0, hop: 1).bytes
            let swapped = Array(honest[32..<64] + honest[0..<32] + honest[64...])
            for bytes in [swapped, stage.cast.chunk(0)] {
                await expectRefusal(.digestMismatch, "does not hash to its signed digest") {
                    try await stage.turn(0, hop: 1, bytes: bytes)
                }
            }
            await expectRefusal(.badLength) { try await stage.turn(0, hop: 1, bytes: Array(honest.dropLast(32))) }
        }
    }

    @Test("A receipt of another place, count, transcript or round is refused")
    func misplaced() async throws {
        try await withLists { stage in
            let cast = stage.cast
            let elsewhere = RoundReference(agreement: cast.agreement.id, round: cast.agreement.roundID(2))
            let changes: [(HopReceipt) -> HopReceipt] = [
                { $0.changed(place: cast.place(0, hop: 1, 1)) }, { $0.changed(place: cast.place(0, hop: 2)) },
                { $0.changed(place: cast.place(1, hop: 1)) }, { $0.changed(count: 31) },
                { $0.changed(transcript: Digest(sha256: [2])) }, { $0.changed(reference: elsewhere) },
            ]
            for change in changes {
                await expectRefusal(.wrongRound) {
                    try await stage.turn(0, hop: 1, receipt: .some(receipt(cast, change)))
                }
            }
            let stored = try await stage.chunksDone()
            #expect(stored == 7)
        }
    }

    @Test("A chunk without a receipt, and hop 0 with one, are refused")
    func presence() async throws {
        try await withLists { stage in
            await expectRefusal(.malformed, "receipt is missing") {
                try await stage.turn(0, hop: 1, receipt: .some(nil))
            }
        }
        try await Stage.with { stage in
            try await stage.enterRing()
            await expectRefusal(.malformed, "Hop 0 has no receipt") {
                try await stage.clients[0].upload(
                    stage.cast.chunk(0), kind: .elements, at: stage.cast.place(0, hop: 0), in: stage.cast.round,
                    receipt: receipt(stage.cast))
            }
        }
    }

    @Test("Another party's turn is refused, with its receipt or an own one")
    func turn() async throws {
        try await withLists { stage in
            await expectRefusal(.wrongParty, "is streamco's, not optouts's") {
                try await stage.turn(0, hop: 1, from: 2)
            }
            await expectRefusal(.wrongParty) {
                try await stage.turn(
                    0, hop: 1, receipt: .some(receipt(stage.cast, signer: 2) { $0.changed(from: stage.cast.id(2)) }),
                    from: 2)
            }
        }
    }

    @Test("A chunk can be fetched only by the party that does its next hop")
    func fetch() async throws {
        try await withLists { stage in
            for thief in [0, 2] {
                await expectRefusal(.wrongParty, "does not do hop 1 of acme's list") {
                    _ = try await stage.clients[thief].download(
                        stage.cast.place(0, hop: 0), of: stage.cast.round, count: 32)
                }
            }
            let bytes = try await stage.clients[1].download(
                stage.cast.place(0, hop: 0), of: stage.cast.round, count: 32
            ).bytes
            #expect(bytes == stage.cast.chunk(0))
        }
    }

    @Test("A hop whose input is not there yet is refused")
    func order() async throws {
        try await withLists { stage in
            await expectRefusal(.outOfOrder, "Hop 1 of chunk 0 is not there yet") { try await stage.turn(0, hop: 2) }
        }
    }

    @Test("Another output for a stored place is refused for ever; the same again is a success")
    func conflict() async throws {
        try await withLists { stage in
            try await stage.turn(0, hop: 1)
            let stored = try stage.cast.output(0, hop: 1)
            var other = stored.bytes
            other.replaceSubrange(0..<32, with: stored.bytes[32..<64])
            let root = try #require(other.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) })
            await expectRefusal(.conflict, "Another output of hop 1, chunk 0 is stored") {
                try await stage.turn(
                    0, hop: 1, bytes: other, receipt: .some(receipt(stage.cast) { $0.changed(output: root) }))
            }
            try await stage.turn(0, hop: 1)
            #expect(try await stage.chunksDone() == 8)
            let place = stage.cast.place(0, hop: 1)
            let chunk = try await stage.clients[2].download(place, of: stage.cast.round, count: 32)
            #expect(chunk.bytes == stored.bytes && chunk.receipt == Unverified(stored.receipt))
        }
    }

    @Test("An output that is not canonical, or elements where tokens are due, are refused")
    func outputs() async throws {
        try await withLists { stage in
            var bytes = try stage.cast.output(0, hop: 1).bytes
            bytes.replaceSubrange(5 * 32..<6 * 32, with: [UInt8](repeating: 0, count: 32))
            let root = try #require(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 32) })
            await expectRefusal(.nonCanonical, "Record 5 of chunk 0") {
                try await stage.turn(
                    0, hop: 1, bytes: bytes, receipt: .some(receipt(stage.cast) { $0.changed(output: root) }))
            }
            try await stage.turn(0, hop: 1)
            await expectRefusal(.unsupportedMediaType, "symbolon.tokens") {
                let last = try stage.cast.output(0, hop: 2)
                try await stage.clients[2].upload(
                    last.bytes, kind: .elements, at: stage.cast.place(0, hop: 2), in: stage.cast.round,
                    receipt: last.receipt)
            }
        }
    }

    @Test("A last hop that makes one token of two rows stops the round, and the coordinator's notice accuses it")
    func duplicateTokens() async throws {
        try await withLists { stage in
            let cast = stage.cast
            for hop in 1...2 {
                for list in 0..<3 {
                    for chunk in cast.chunks(list) where (list, hop, chunk) != (0, 2, 1) {
                        try await stage.turn(list, hop: hop, chunk)
                    }
                }
            }
            let honest = try cast.output(0, hop: 2, 1)
            var bytes = honest.bytes
            bytes.replaceSubrange(4 * 16..<5 * 16, with: try cast.output(0, hop: 2, 0).bytes[0..<16])
            let root = try #require(bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: 16) })
            let receipt = try Signed(honest.receipt.body.changed(output: root), by: cast.key(2))
            try await stage.turn(0, hop: 2, 1, bytes: bytes, receipt: .some(receipt))
            var status = try await stage.clients[0].status(of: cast.round)
            while !status.state.isFinal {
                status = try await stage.clients[0].status(of: cast.round, since: status.revision, wait: 30)
            }
            #expect(status.state == .stopped)
            let notice = try #require(status.stop).verified(by: cast.fixture.coordinator.publicIdentity).body
            #expect(notice.reason == .duplicateToken && notice.accused == cast.id(2))
            #expect(notice.place == cast.place(0, hop: 2, 1) && notice.row == 4)
        }
    }
}
