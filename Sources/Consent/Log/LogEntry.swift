// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
package import Messages
package import Signing

/// One entry of an agreement's log, signed by the coordinator (protocol/v1/consent.md §7).
package enum LogEntry: Equatable, Sendable {
    case decision(Signed<Decision>)
    case decided(Signed<RoundDecided>)
    case revocation(Signed<RevocationReceipt>)

    /// Reads an envelope and verifies it under the key that the agreement names for the coordinator.
    ///
    /// - Throws: `JSONError`, `FieldError` or `SignatureError`.
    package init(envelope bytes: some Collection<UInt8>, coordinator: PublicIdentity) throws {
        let json = try JSONValue(parsing: bytes)
        var reader = try ObjectReader(json, path: "")
        var body = try reader.object("body")
        switch try body.string("type") {
        case Decision.type:
            self = .decision(try Unverified(json: json).verified(by: coordinator))
        case RoundDecided.type:
            self = .decided(try Unverified(json: json).verified(by: coordinator))
        case RevocationReceipt.type:
            self = .revocation(try Unverified(json: json).verified(by: coordinator))
        default:
            throw body.error(
                "type", "expected one of \(Decision.type), \(RoundDecided.type), \(RevocationReceipt.type)")
        }
    }

    /// The canonical bytes of the envelope, which the log's hash covers.
    package var envelope: [UInt8] {
        switch self {
        case .decision(let signed): signed.bytes
        case .decided(let signed): signed.bytes
        case .revocation(let signed): signed.bytes
        }
    }

    /// What the entry says.
    package var body: any LogStatement {
        switch self {
        case .decision(let signed): signed.body
        case .decided(let signed): signed.body
        case .revocation(let signed): signed.body
        }
    }

    /// The number of the entry, from 1.
    package var sequence: Int { body.sequence }

    /// The hash of the entry before, or of the agreement for entry 1.
    package var previous: Digest { body.previous }

    /// The round that the entry belongs to.
    package var reference: RoundReference { body.reference }

    /// The transcript of that round.
    package var transcript: Digest { body.transcript }

    /// The moment of the coordinator's clock.
    package var at: Timestamp { body.at }
}
