// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import FoundationEssentials

/// The field `Content-Digest` of RFC 9530, of which version 1 uses `sha-256`.
enum ContentDigestField {
    /// The field's value for a body.
    static func value(of body: [UInt8]) -> String { text(of: Digest(sha256: body)) }

    /// The digest that a field states; nil where it has no well-formed `sha-256`, or more than one.
    ///
    /// Other algorithms beside it are ignored (RFC 9530, section 2).
    static func digest(in field: String) -> Digest? {
        let members = field.split(separator: ",").map { $0.trimmingSpaces() }.filter { $0.hasPrefix("sha-256=") }
        guard members.count == 1, let member = members.first, member.hasPrefix("sha-256=:"), member.hasSuffix(":"),
            let data = Data(base64Encoded: String(member.dropFirst(9).dropLast())),
            let digest = Digest(bytes: Array(data)),
            text(of: digest) == member
        else { return nil }
        return digest
    }

    private static func text(of digest: Digest) -> String {
        "sha-256=:\(Data(digest.bytes).base64EncodedString()):"
    }
}
