// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A refusal as it travels: an RFC 9457 problem document (protocol/v1/errors.md).
package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    package let code: ProblemCode
    /// One sentence for a person: what, where, what to do.
    ///
    /// Never a number, element, token, key or record.
    package let detail: String

    package init(_ code: ProblemCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "problem")
        code = try reader.choice("code")
        detail = try reader.visibleText("detail")
        _ = try reader.string("title")
        _ = try reader.string("type")
        _ = try reader.integer("status", in: 400...599)
        try reader.finish()
    }

    package var json: JSONValue {
        .object([
            "type": .string("urn:symbolon:problem:\(code.rawValue)"),
            "title": .string(String(code.rawValue.map { $0 == "-" ? " " : $0 })),
            "status": .integer(Int64(code.status)),
            "code": .string(code.rawValue),
            "detail": .string(detail),
        ])
    }

    package var description: String { detail }
}
