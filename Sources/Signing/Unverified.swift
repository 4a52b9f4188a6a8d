// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// A statement as it arrived: well formed, but not yet known to be anyone's.
package struct Unverified<Body: StatementBody>: Equatable, Sendable {
    /// What it says.
    package let body: Body
    /// The signature that comes with it.
    package let signature: Signature

    /// Reads an envelope `{"body":{…},"signature":"hex"}`.
    package init(parsing bytes: some Collection<UInt8>) throws {
        try self.init(json: JSONValue(parsing: bytes))
    }

    /// Reads an envelope that has been parsed.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "")
        body = try Body.parse(try reader.value("body"))
        signature = try Signature(bytes: try reader.bytes("signature", count: 64))
        try reader.finish()
    }

    /// Forgets that a statement was verified, as when it is sent.
    package init(_ statement: Signed<Body>) {
        body = statement.body
        signature = statement.signature
    }

    /// Verifies the signature under a key that the caller trusts for this signer.
    package func verified(by identity: PublicIdentity) throws(SignatureError) -> Signed<Body> {
        let input = DomainSeparation.signingInput(type: Body.type, body: body.json)
        guard Ed25519.verifies(signature, over: input, by: identity) else { throw .doesNotVerify(type: Body.type) }
        return Signed(verified: body, signature)
    }

    /// The envelope as it travels: `{"body":{…},"signature":"hex"}`.
    package var json: JSONValue {
        .object(["body": body.json, "signature": .string(signature.hex)])
    }
}
