// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import Messages
import NIOCore
import NIOHTTP1
import Signing

/// Sends requests as they are, right or wrong.
struct TestClient: Sendable {
    let http: HTTPClient
    let base: String

    /// An answer, read to its end.
    struct Reply: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let bytes: [UInt8]

        var json: JSONValue { get throws { try JSONValue(parsing: bytes) } }
        /// The problem of a refusal; its own status must be that of the answer.
        var problem: Problem { get throws { try Problem(json: json) } }
    }

    func send(
        _ method: HTTPMethod, _ path: String, _ body: [UInt8]? = nil, type: String? = MediaType.json,
        headers: [String: String] = [:]
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            if let type { request.headers.add(name: "content-type", value: type) }
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = Array(buffer: try await response.body.collect(upTo: 32 << 20))
        return Reply(status: Int(response.status.code), headers: response.headers, bytes: bytes)
    }

    func get(_ path: String, wait: Int? = nil) async throws -> Reply {
        try await send(.GET, path, headers: wait.map { ["prefer": "wait=\($0)"] } ?? [:])
    }

    func put(_ path: String, _ statement: Signed<some StatementBody>) async throws -> Reply {
        try await send(.PUT, path, statement.bytes)
    }
}
