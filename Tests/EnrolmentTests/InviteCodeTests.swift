// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Testing
import Vocabulary

@Suite("The invite code")
struct InviteCodeTests {
    /// The code of party acme with the secret 00…0f and the fingerprint 10…2f, computed by hand with sha256sum.
    static let vector =
        "symbolon-invite-1.acme.000102030405060708090a0b0c0d0e0f."
        + "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f.da5692a4"

    @Test("The vector of the specification is read, and written again in the same way")
    func specified() throws {
        let code = try InviteCode(Self.vector)
        #expect(code.party == Mint.party())
        #expect(code.secret == Array(0..<16))
        #expect(code.authority.hex.hasPrefix("1011") && code.authority.hex.hasSuffix("2e2f"))
        #expect(code.secretHash.hex == "be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991")
        #expect(code.text == Self.vector)
    }

    @Test("A new code carries party, secret and fingerprint, and two codes differ")
    func new() throws {
        let authority = try Mint.authority()
        let (one, two) = (try Mint.code(authority: authority, seed: 1), try Mint.code(authority: authority, seed: 2))
        #expect(try InviteCode(one.text) == one)
        #expect(one.authority == authority.certificate.fingerprint)
        #expect(one.secret.count == 16 && one.secret != two.secret && one.secretHash != two.secretHash)
    }

    @Test("White space of mail and terminals does not matter")
    func spaces() throws {
        let spaced = " \n" + Self.vector.replacing(".1011", with: ".\r\n  1011") + "\t\n"
        #expect(try InviteCode(spaced).text == Self.vector)
    }

    @Test("Every single changed, lost or doubled character is noticed as such")
    func typos() {
        let letters = Array(Self.vector)
        for index in letters.indices {
            var changed = letters
            changed[index] = letters[index] == "7" ? "8" : "7"
            #expect(throws: InviteCodeError.self) { try InviteCode(String(changed)) }
            var lost = letters
            lost.remove(at: index)
            #expect(throws: InviteCodeError.self) { try InviteCode(String(lost)) }
            var doubled = letters
            doubled.insert(letters[index], at: index)
            #expect(throws: InviteCodeError.self) { try InviteCode(String(doubled)) }
        }
        var swapped = Array(Self.vector)
        swapped.swapAt(25, 26)
        #expect(throws: InviteCodeError.mistyped) { try InviteCode(String(swapped)) }
    }

    @Test(
        "Each kind of wrong text has its own answer",
        arguments: [
            ("", .notAnInvite), ("hello", .notAnInvite), ("symbolon-invite-2.acme.00.11.22", .version),
            ("symbolon-invite-1", .parts(1)), ("symbolon-invite-1.acme.00", .parts(3)), (vector + ".x", .parts(6)),
            (vector.uppercased(), .notAnInvite), ("symbolon-invite-1.acme.00.11.22222222", .mistyped),
            ("symbolon-invite-1.acme.00.11.acd81958", .malformed),
            (
                "symbolon-invite-1.coordinator.000102030405060708090a0b0c0d0e0f."
                    + "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f.54220506",
                .malformed
            ),
        ] as [(String, InviteCodeError)])
    func wrong(text: String, expected: InviteCodeError) {
        #expect(throws: expected) { try InviteCode(text) }
        #expect(!expected.description.isEmpty)
    }

    @Test("No printed form shows the secret, and no code is made for the coordinator")
    func printing() throws {
        let authority = try Mint.authority()
        let code = try Mint.code(authority: authority)
        var dumped = ""
        dump(code, to: &dumped)
        for text in ["\(code)", String(reflecting: code), dumped] {
            #expect(!text.contains(Hexadecimal.encode(code.secret)))
        }
        #expect(throws: CertificateFault.reservedParty(.coordinator)) {
            try Mint.code(.coordinator, authority: authority)
        }
    }
}
