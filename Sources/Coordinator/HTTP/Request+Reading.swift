// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Hummingbird
internal import Messages
internal import NIOCore
internal import Signing
internal import Vocabulary

extension Request {
    /// Collects a JSON body, at most `limit` bytes of it.
    func jsonBody(atMost limit: Int) async throws -> [UInt8] {
        try requireType(MediaType.json)
        return try await bytes(atMost: limit)
    }

    /// Collects a body; refuses a longer one, before reading it where its length is stated.
    func bytes(atMost limit: Int) async throws -> [UInt8] {
        if let text = headers[.contentLength], let length = Int(text), length > limit {
            throw Problem(.tooLarge, "body: larger than the \(limit) bytes that this route takes.")
        }
        do {
            return Array(buffer: try await body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge, "body: larger than the \(limit) bytes that this route takes.")
        }
    }

    /// Refuses another content type; parameters such as `charset=utf-8` are ignored.
    func requireType(_ type: String) throws {
        let found = headers[.contentType]?.prefix { $0 != ";" }.trimmingSpaces().lowercased()
        guard found == type else {
            throw Problem(.unsupportedMediaType, "content-type: expected \(type).")
        }
    }

    /// The query's `since`, where there is one.
    func since() throws -> Int? { try wholeNumber("since") }

    /// The query's `after` as a number; 0 where there is none.
    func after() throws -> Int { try wholeNumber("after") ?? 0 }

    /// The query's `after` as a handle, where there is one.
    func afterHandle() throws -> Handle? {
        guard let text = uri.queryParameters.get("after") else { return nil }
        guard let bytes = Hexadecimal.decode(text, count: 16), let handle = Handle(bytes: bytes) else {
            throw Problem(.malformed, "query.after: expected 32 lowercase hexadecimal digits.")
        }
        return handle
    }

    private func wholeNumber(_ name: String) throws -> Int? {
        guard let text = uri.queryParameters.get(name) else { return nil }
        guard let value = Int(text), value >= 0, "\(value)" == text else {
            throw Problem(.malformed, "query.\(name): expected a whole number, 0 or more.")
        }
        return value
    }

    /// The seconds of `Prefer: wait=N`, at most `limit`; 0 where there is none.
    ///
    /// Other preferences are ignored (RFC 7240).
    func waitSeconds(atMost limit: Int) throws -> Int {
        for preference in (headers[.prefer] ?? "").split(separator: ",") {
            let parts = preference.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard parts.first?.trimmingSpaces().lowercased() == "wait" else { continue }
            guard parts.count == 2, let seconds = Int(parts[1].trimmingSpaces()), seconds >= 0 else {
                throw Problem(.malformed, "\(HeaderName.prefer): expected wait=N with whole seconds.")
            }
            return min(seconds, limit)
        }
        return 0
    }
}
