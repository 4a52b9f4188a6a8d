// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A statement that was signed here, or whose signature was verified here.
package struct Signed<Body: StatementBody>: Equatable, Sendable {
    /// What it says.
    package let body: Body
    /// Ed25519 over "SYMBOLON-V1" ‖ 00 ‖ type ‖ 00 ‖ SHA-512(JCS(body)).
    package let signature: Signature

    /// Signs a body; throws where the body could not be read back, so that nothing unreadable is ever signed.
    package init(_ body: Body, by key: IdentityKey) throws {
        guard let value = try? JSONValue(parsing: body.json.canonicalBytes), try Body.parse(value) == body else {
            throw SignatureError.cannotBeReadBack(type: Body.type)
        }
        self.body = body
        signature = try Ed25519.sign(DomainSeparation.signingInput(type: Body.type, body: body.json), by: key)
    }

    /// Only `Unverified.verified(by:)` calls this.
    init(verified body: Body, _ signature: Signature) {
        self.body = body
        self.signature = signature
    }

    /// The envelope: `{"body":{…},"signature":"hex"}`.
    package var json: JSONValue {
        .object(["body": body.json, "signature": .string(signature.hex)])
    }

    /// The canonical bytes of the envelope.
    package var bytes: [UInt8] { json.canonicalBytes }
}
