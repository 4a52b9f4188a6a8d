// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Messages
import NIOCore
import NIOHTTP1
import Signing
import Testing

extension TestRing {
    /// All commitments and all signatures under T.
    func gather(_ service: TestService) async throws {
        for list in parties.indices {
            let reply = try await service.client(parties[list])
                .put("\(path)/commitments/\(parties[list].id)", commitment(list))
            #expect(reply.status == 201)
        }
        for list in parties.indices {
            let reply = try await service.client(parties[list])
                .put("\(path)/transcripts/\(parties[list].id)", transcriptStatement(list))
            #expect(reply.status == 201)
        }
    }

    /// One chunk as its party uploads it.
    func upload(
        _ service: TestService, list: Int, hop: Int, chunk: Int, repeating: Bool = false, bytes: [UInt8]? = nil,
        type: String? = nil, headers: [String: String] = [:]
    ) async throws -> TestClient.Reply {
        let party = parties[(list + hop) % parties.count]
        let bytes = bytes ?? self.bytes(list: list, hop: hop, chunk: chunk, repeating: repeating)
        var fields = ["content-digest": Self.contentDigest(bytes)]
        if hop > 0 {
            fields["symbolon-receipt"] = Self.base64url(
                try receipt(list: list, hop: hop, chunk: chunk, repeating: repeating).bytes)
        }
        let isLast = hop == lastHop
        return try await service.client(party).send(
            .PUT, chunkPath(list: list, hop: hop, chunk: chunk), bytes,
            type: type ?? (isLast ? MediaType.tokens : MediaType.elements),
            headers: fields.merging(headers) { _, new in new })
    }

    /// All chunks of all hops; `repeating` gives list 0 a token twice.
    func travel(_ service: TestService, repeating: Bool = false, from firstHop: Int = 0) async throws {
        for hop in firstHop...lastHop {
            for list in parties.indices {
                for chunk in 0..<chunkCount(list) {
                    let reply = try await upload(
                        service, list: list, hop: hop, chunk: chunk,
                        repeating: repeating && list == 0 && hop == lastHop)
                    #expect(reply.status == 201)
                }
            }
        }
    }

    func status(_ service: TestService, since: Int? = nil, wait: Int? = nil) async throws -> RoundStatus {
        let query = since.map { "?since=\($0)" } ?? ""
        return try await RoundStatus(json: service.client(parties[0]).get(path + query, wait: wait).json)
    }

    /// Waits until the round has ended.
    func end(_ service: TestService) async throws -> RoundStatus {
        var status = try await status(service)
        while !status.state.isFinal { status = try await self.status(service, since: status.revision, wait: 30) }
        return status
    }

    static func contentDigest(_ bytes: [UInt8]) -> String {
        "sha-256=:\(Data(Digest(sha256: bytes).bytes).base64EncodedString()):"
    }

    static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
