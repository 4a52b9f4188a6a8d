// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
package import Vocabulary

/// The strings that keep what is signed or hashed for one use from being taken for another.
///
/// Every domain string of this room stands here; the full list is in protocol/v1/encoding.md, section 8.
enum DomainSeparation {
    /// Starts the input of every signature.
    static let statement = "SYMBOLON-V1"
    /// Starts the input of a round's identifier.
    static let round = "SYMBOLON-V1-ROUND"

    /// What a statement's signature covers: "SYMBOLON-V1" ‖ 00 ‖ type ‖ 00 ‖ SHA-512(JCS(body)).
    static func signingInput(type: String, body: JSONValue) -> [UInt8] {
        Array(statement.utf8) + [0] + Array(type.utf8) + [0] + SHA512.hash(data: body.canonicalBytes)
    }
}

extension RoundID {
    /// Derives the identifier of a round: SHA-256("SYMBOLON-V1-ROUND" ‖ agreement id ‖ u32be number).
    package init(agreement: AgreementID, number: UInt32) {
        var hash = SHA256()
        hash.update(data: Array(DomainSeparation.round.utf8))
        hash.update(data: agreement.bytes)
        hash.update(data: withUnsafeBytes(of: number.bigEndian) { Array($0) })
        // SHA-256 has 32 bytes, which is all that this initializer asks for.
        guard let identifier = RoundID(bytes: Array(hash.finalize())) else {
            preconditionFailure("a SHA-256 digest of another length")
        }
        self = identifier
    }
}
