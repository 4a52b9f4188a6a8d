// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import CoordinatorClient
import Foundation
import Messages
import ScriptedCoordinator
import Signing
import Testing
import Vocabulary

@Suite("Columns in both directions")
struct ColumnTests {
    static let bytes = (0..<64).map { UInt8($0) }
    static let party = Site.party("streamco")
    static let first = ChunkPlace(list: party, hop: 0, chunk: 0)
    static let second = ChunkPlace(list: party, hop: 1, chunk: 0)

    static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    @Test("A chunk arrives with its receipt, and the traffic is counted")
    func download() async throws {
        let samples = try Samples()
        let receipt = try samples.receipt()
        let header = Self.base64url(receipt.bytes)
        try await Site().with({ request in
            .column(Self.bytes, receipt: request.target.contains("/hops/0/") ? nil : header)
        }) { client, _ in
            let own = try await client.download(Self.first, of: samples.round, count: 2)
            #expect(own.bytes == Self.bytes)
            #expect(own.receipt == nil)
            let hop = try await client.download(Self.second, of: samples.round, count: 2)
            #expect(hop.receipt == Unverified(receipt))
            #expect(hop.traffic == Traffic(up: 0, down: 64))
            #expect(client.traffic == Traffic(up: 0, down: 128))
        }
    }

    @Test("Rows of one page arrive as whole records, also none")
    func rows() async throws {
        let samples = try Samples()
        try await Site().with({ request in
            .column([UInt8](repeating: 1, count: request.target.hasSuffix("/0") ? 60 : 0), type: MediaType.rows)
        }) { client, _ in
            let full = try await client.rows(of: samples.acme, page: 0, in: samples.round)
            #expect(full.count == 60)
            let empty = try await client.rows(of: samples.acme, page: 1, in: samples.round)
            #expect(empty.isEmpty)
        }
    }

    @Test(
        "A chunk that is not exactly right is refused",
        arguments: [
            (ScriptedAnswer.column(bytes, type: MediaType.tokens), "not of the type"),
            (.column(bytes, type: "application/octet-stream"), "not of the type"),
            (.column(bytes, digest: .some(nil)), "Content-Digest"),
            (.column(bytes, digest: "sha-256=:AAAA:"), "Content-Digest"),
            (.column(bytes, digest: "sha-512=:AAAA:"), "Content-Digest"),
            (.column(bytes, digest: "garbage"), "Content-Digest"),
            (.column(Array(bytes.dropLast(32))), "expected 2 records of 32 bytes, found 32 bytes"),
            (.column(Array(bytes.dropLast())), "expected 2 records of 32 bytes, found 63 bytes"),
            (.column(bytes + bytes), "expected 2 records of 32 bytes, found 128 bytes"),
            (.column([]), "expected 2 records of 32 bytes, found 0 bytes"),
            (.column([UInt8](repeating: 0, count: 2_097_121)), "larger than the 2097120 bytes"),
            (.column(bytes, receipt: "AAAA"), "a chunk of hop 0 came with a receipt"),
            (.json("{}"), "not of the type"),
        ] as [(ScriptedAnswer, String)])
    func refusals(answer: ScriptedAnswer, text: String) async throws {
        let samples = try Samples()
        try await Site().with({ _ in answer }) { client, _ in
            let error = await #expect(throws: ClientError.self) {
                try await client.download(Self.first, of: samples.round, count: 2)
            }
            guard case .garbage(let sentence) = error else {
                Issue.record("expected garbage, found \(String(describing: error))")
                return
            }
            let round = samples.round.hex.prefix(8)
            #expect(sentence.hasPrefix("GET /v1/rounds/\(round)…/lists/streamco/hops/0/chunks/0: "))
            #expect(sentence.contains(text))
        }
    }

    @Test("A receipt that is missing, damaged, padded or spelt otherwise is refused")
    func receipts() async throws {
        let samples = try Samples()
        let receipt = try samples.receipt()
        let right = Self.base64url(receipt.bytes)
        let spaced = Self.base64url([0x20] + receipt.bytes)
        let headers: [String?] = [nil, "", "AAAA", "*", String(right.dropLast(4)), right + "==", spaced]
        for header in headers {
            try await Site().with({ _ in .column(Self.bytes, receipt: header) }) { client, _ in
                let error = await #expect(throws: ClientError.self) {
                    try await client.download(Self.second, of: samples.round, count: 2)
                }
                #expect(error?.description.contains("receipt") == true)
            }
        }
    }

    @Test("A digest of another algorithm beside the right one is ignored")
    func severalDigests() async throws {
        let samples = try Samples()
        let right = Data(Digest(sha256: Self.bytes).bytes).base64EncodedString()
        let value = "sha-512=:AAAA:, sha-256=:\(right):"
        try await Site().with({ _ in .column(Self.bytes, digest: value) }) { client, _ in
            let download = try await client.download(Self.first, of: samples.round, count: 2)
            #expect(download.bytes == Self.bytes)
        }
    }

    @Test("An upload carries type, digest and receipt, and says what travelled", arguments: ColumnKind.allCases)
    func upload(kind: ColumnKind) async throws {
        let samples = try Samples()
        let receipt = try samples.receipt()
        let bytes = [UInt8](repeating: 9, count: kind.width * 3)
        try await Site().with({ _ in .http("201 Created") }) { client, server in
            let traffic = try await client.upload(
                bytes, kind: kind, at: Self.second, in: samples.round, receipt: receipt)
            #expect(traffic == Traffic(up: bytes.count, down: 0))
            #expect(client.traffic == traffic)
            let request = try #require(server.requests.first)
            #expect(request.body == bytes)
            #expect(request.headers["content-type"] == [kind.mediaType])
            #expect(request.headers["symbolon-receipt"] == [Self.base64url(receipt.bytes)])
            let digest = Data(Digest(sha256: bytes).bytes).base64EncodedString()
            #expect(request.headers["content-digest"] == ["sha-256=:\(digest):"])
        }
    }

    @Test("A full chunk of 65,535 elements goes both ways")
    func fullChunk() async throws {
        let samples = try Samples()
        let bytes = [UInt8](repeating: 5, count: Limits.columnBytes)
        try await Site().with({ request in
            request.method == "PUT" ? .http("200 OK") : .column(bytes)
        }) { client, server in
            try await client.upload(bytes, kind: .elements, at: Self.first, in: samples.round)
            #expect(server.requests.first?.body == bytes)
            let download = try await client.download(Self.first, of: samples.round, count: Limits.chunkRows)
            #expect(download.bytes == bytes)
            #expect(client.traffic == Traffic(up: bytes.count, down: bytes.count))
        }
    }
}
