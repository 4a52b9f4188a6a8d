// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
package import Vocabulary

/// The one-time code that an operator hands to a party over another channel.
///
/// Text form: `symbolon-invite-1.PARTY.SECRET.FINGERPRINT.CHECK`: the party's name, 16 random bytes, the 32 bytes of the
/// authority's fingerprint and 4 bytes of checksum, all in lowercase hexadecimal (protocol/v1/http.md). The checksum
/// tells a mistyped code from a wrong one before anything is sent; it protects nothing. It never prints itself.
package struct InviteCode: Hashable, Sendable {
    /// Whom it is for.
    package let party: PartyID
    /// 16 random bytes: who knows them may enrol.
    package let secret: [UInt8]
    /// The authority that a client must meet.
    package let authority: AuthorityFingerprint

    static let secretBytes = 16
    private static let start = "symbolon-invite-"
    private static let version = "1"

    /// Draws a code.
    package init(
        for party: PartyID, authority: AuthorityFingerprint, using generator: inout some RandomNumberGenerator
    ) throws(CertificateFault) {
        guard party != .coordinator else { throw .reservedParty(party) }
        self.party = party
        self.authority = authority
        secret = (0..<Self.secretBytes).map { _ in .random(in: .min ... .max, using: &generator) }
    }

    /// Reads a code as it was pasted: white space anywhere is ignored, everything else is strict.
    package init(_ typed: String) throws(InviteCodeError) {
        let text = typed.filter { !$0.isWhitespace }
        guard text.hasPrefix(Self.start) else { throw .notAnInvite }
        let parts = text.dropFirst(Self.start.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.first.map(String.init) == Self.version else { throw .version }
        guard parts.count == 5 else { throw .parts(parts.count) }
        let content = text.dropLast(parts[4].count + 1)
        guard parts[4] == Self.checksum(of: content) else { throw .mistyped }
        guard let party = PartyID(parts[1]), party != .coordinator,
            let secret = Hexadecimal.decode(parts[2], count: Self.secretBytes),
            let authority = AuthorityFingerprint(hex: parts[3])
        else { throw .malformed }
        self.party = party
        self.secret = secret
        self.authority = authority
    }

    /// The text form: to be shown once, to the operator.
    package var text: String {
        let content =
            "\(Self.start)\(Self.version).\(party.name).\(Hexadecimal.encode(secret)).\(authority.hex)"
        return "\(content).\(Self.checksum(of: content))"
    }

    /// SHA-256 of the secret, all that the coordinator stores of it.
    package var secretHash: InviteHash { InviteHash(ofSecret: secret) }

    /// The first four bytes of SHA-256 of everything before the last full stop.
    private static func checksum(of content: some StringProtocol) -> String {
        Hexadecimal.encode(SHA256.hash(data: Array(content.utf8)).prefix(4))
    }
}

extension InviteCode: CustomStringConvertible, CustomReflectable {
    /// The party alone.
    package var description: String { "InviteCode(\(party))" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
