// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
internal import NIOCore
internal import NIOHTTP1
internal import Signing

/// An answer that has been read to its end, and the checks that make something of it.
struct Answer {
    let route: Route
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: ByteBuffer

    /// An error about this answer; the text must not hold bytes of the body.
    func garbage(_ sentence: String) -> ClientError { .garbage("\(route.name): \(sentence)") }

    /// Throws unless the answer is a success; a refusal becomes its problem.
    func requireSuccess() throws(ClientError) {
        switch status.code {
        case 200, 201: return
        case 300..<400:
            throw garbage("the answer is a redirect (\(status.code)), which is never followed: check the URL")
        case 400..<600: throw refusal()
        default: throw garbage("the answer has the status \(status.code), which the protocol does not know")
        }
    }

    /// Reads the answer's JSON document into a value of the protocol.
    func decoded<Value>(_ read: (JSONValue) throws -> Value) throws(ClientError) -> Value {
        try requireSuccess()
        try require(MediaType.json)
        do {
            return try read(JSONValue(parsing: body.readableBytesView, maximumBytes: route.answerLimit))
        } catch let error as ClientError {
            throw error
        } catch {
            throw garbage("the answer cannot be read: \(error)")
        }
    }

    /// Reads an array of values.
    func decodedArray<Value>(_ read: (JSONValue) throws -> Value) throws(ClientError) -> [Value] {
        try decoded { json in
            guard case .array(let elements) = json else { throw garbage("expected an array, found \(json.kind)") }
            return try elements.map(read)
        }
    }

    /// Checks type, length and digest of a column and hands out its bytes.
    func column(_ kind: ColumnKind, count: ClosedRange<Int>) throws(ClientError) -> [UInt8] {
        try requireSuccess()
        try require(kind.mediaType)
        let bytes = [UInt8](buffer: body)
        guard bytes.count.isMultiple(of: kind.width), count.contains(bytes.count / kind.width) else {
            let expected =
                count.lowerBound == count.upperBound
                ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
            throw garbage("expected \(expected) records of \(kind.width) bytes, found \(bytes.count) bytes")
        }
        guard ContentDigest.matches(headers[HeaderName.contentDigest], body: bytes) else {
            throw garbage("the bytes do not hash to the answer's Content-Digest, or it has none")
        }
        return bytes
    }

    private func require(_ mediaType: String) throws(ClientError) {
        let types = headers["content-type"]
        let found = types.first?.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        guard types.count == 1, found == mediaType else {
            throw garbage("the answer is not of the type \(mediaType) but of another or none: check the URL")
        }
    }

    private func refusal() -> ClientError {
        do {
            try require(MediaType.problem)
            let problem = try Problem(json: JSONValue(parsing: body.readableBytesView, maximumBytes: 64 << 10))
            guard problem.code.status == Int(status.code) else {
                return garbage("the status \(status.code) does not belong to the problem \(problem.code.rawValue)")
            }
            return .problem(problem)
        } catch is ClientError {
            return garbage("refused with the status \(status.code) and no problem document: check the URL")
        } catch {
            return garbage("refused with the status \(status.code) and a problem that cannot be read: \(error)")
        }
    }
}
