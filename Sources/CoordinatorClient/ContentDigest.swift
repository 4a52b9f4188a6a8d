// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import FoundationEssentials

/// The header field `Content-Digest` with SHA-256 (RFC 9530 §2): `sha-256=:BASE64:`.
enum ContentDigest {
    /// The field's value for a body.
    static func value(of body: [UInt8]) -> String {
        "sha-256=:\(Data(Digest(sha256: body).bytes).base64EncodedString()):"
    }

    /// Says whether one of the values has the SHA-256 digest of the body; other algorithms beside it are ignored.
    static func matches(_ values: [String], body: [UInt8]) -> Bool {
        let members = values.flatMap { $0.split(separator: ",") }.map { $0.trimmed }.filter { $0.hasPrefix("sha-256=") }
        // A key that stands twice in a dictionary is somebody's trick; nobody needs it.
        return members.count == 1 && members[0] == value(of: body)
    }
}

extension Substring {
    /// Without spaces and tabs at both ends, the optional white space of HTTP.
    fileprivate var trimmed: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
