// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Messages
internal import NIOCore
internal import Signing

extension Response {
    /// A JSON document in canonical bytes.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, type: MediaType.json, bytes: bytes)
    }

    /// A JSON value.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        json(value.canonicalBytes, status: status)
    }

    /// The answer to a PUT: 201 the first time, 200 for the same content again; no body.
    static func stored(isNew: Bool) -> Response {
        Response(status: isNew ? .created : .ok, headers: [.cacheControl: "no-store"])
    }

    /// A problem document.
    static func problem(_ problem: Problem) -> Response {
        var response = Response(
            status: HTTPResponse.Status(code: problem.code.status), type: MediaType.problem,
            bytes: problem.json.canonicalBytes)
        if problem.code == .unavailable || problem.code == .storageFull { response.headers[.retryAfter] = "5" }
        return response
    }

    /// The answer to a method that a path does not take.
    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Response {
        let methods = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var response = problem(Problem(.methodNotAllowed, "This route takes \(methods) only."))
        response.headers[.allow] = methods
        return response
    }

    /// A column with its digest, and the receipt of the hop that made it.
    static func column(_ bytes: [UInt8], type: String, receipt: Signed<HopReceipt>? = nil) -> Response {
        var response = Response(status: .ok, type: type, bytes: bytes)
        response.headers[.contentDigest] = ContentDigestField.value(of: bytes)
        if let receipt { response.headers[.symbolonReceipt] = ReceiptField.value(of: receipt) }
        return response
    }

    private init(status: HTTPResponse.Status, type: String, bytes: [UInt8]) {
        self.init(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
