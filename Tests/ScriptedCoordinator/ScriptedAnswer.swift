// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
package import Messages
package import Signing

/// The bytes a test's server answers with, right or wrong.
package struct ScriptedAnswer: Sendable {
    package let bytes: [UInt8]
    /// Whether the connection is closed afterwards.
    package var closes: Bool

    package init(bytes: [UInt8], closes: Bool = false) {
        self.bytes = bytes
        self.closes = closes
    }

    /// No answer at all, and no end of the connection either.
    package static let silence = ScriptedAnswer(bytes: [])
    /// The end of the connection instead of an answer.
    package static let cut = ScriptedAnswer(bytes: [], closes: true)

    package static func raw(_ text: String, closes: Bool = false) -> ScriptedAnswer {
        ScriptedAnswer(bytes: Array(text.utf8), closes: closes)
    }

    package static func http(
        _ status: String, type: String? = nil, headers: [(String, String)] = [], body: [UInt8] = []
    ) -> ScriptedAnswer {
        var head = "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        return ScriptedAnswer(bytes: Array((head + "\r\n").utf8) + body)
    }

    package static func json(_ text: String, status: String = "200 OK") -> ScriptedAnswer {
        http(status, type: "application/json", body: Array(text.utf8))
    }

    package static func json(_ value: JSONValue) -> ScriptedAnswer {
        json(String(decoding: value.canonicalBytes, as: UTF8.self))
    }

    package static func problem(_ problem: Problem, status: String? = nil) -> ScriptedAnswer {
        http(
            status ?? "\(problem.code.status) Refused", type: "application/problem+json",
            body: problem.json.canonicalBytes)
    }

    /// A column with a right digest, unless another value is given; `.some(nil)` leaves the field out.
    package static func column(
        _ bytes: [UInt8], type: String = MediaType.elements, digest: String?? = .none, receipt: String? = nil
    ) -> ScriptedAnswer {
        let right = "sha-256=:" + Data(Digest(sha256: bytes).bytes).base64EncodedString() + ":"
        var headers: [(String, String)] = []
        let value: String? = if case .some(let given) = digest { given } else { right }
        if let value { headers.append(("Content-Digest", value)) }
        if let receipt { headers.append(("Symbolon-Receipt", receipt)) }
        return http("200 OK", type: type, headers: headers, body: bytes)
    }
}
