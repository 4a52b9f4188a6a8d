// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing
import Vocabulary

@Suite("Identity keys")
struct PublicIdentityTests {
    @Test(
        "The eight points of small order are refused, with either sign",
        arguments: [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        ])
    func smallOrder(hex: String) {
        #expect(throws: IdentityError.smallOrder) { try PublicIdentity(hex: hex) }
    }

    @Test("Every y from p to 2^255 − 1 is refused, with either sign", arguments: 0..<19)
    func nonCanonical(offset: UInt8) {
        for top in [0x7F, 0xFF] as [UInt8] {
            let bytes = [0xED + offset] + Array(repeating: 0xFF, count: 30) + [top]
            #expect(throws: IdentityError.notCanonical) { try PublicIdentity(bytes: bytes) }
        }
    }

    @Test("A value that is no point of the curve verifies nothing")
    func offTheCurve() throws {
        let identity = try PublicIdentity(bytes: [2] + Array(repeating: 0, count: 31))
        let key = try IdentityKey(rawRepresentation: Array(repeating: 1, count: 32))
        let signature = try Ed25519.sign([1], by: key)
        #expect(!Ed25519.verifies(signature, over: [1], by: identity))
    }

    @Test("Keys are 32 bytes or 64 lowercase digits")
    func form() throws {
        #expect(throws: IdentityError.length) { try PublicIdentity(bytes: Array(repeating: 9, count: 31)) }
        #expect(throws: IdentityError.length) { try PublicIdentity(bytes: Array(repeating: 9, count: 33)) }
        let hex = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        #expect(try PublicIdentity(hex: hex).hex == hex)
        #expect(throws: IdentityError.hexadecimal) { try PublicIdentity(hex: hex.uppercased()) }
        #expect(throws: IdentityError.hexadecimal) { try PublicIdentity(hex: hex.dropLast()) }
    }

    @Test("A private key never prints itself")
    func printing() throws {
        let key = try IdentityKey(rawRepresentation: Array(repeating: 0x41, count: 32))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(!text.contains("41414141"))
            #expect(!text.contains("65"))
            #expect(text.contains("private"))
        }
    }

    @Test("A private key is lent for storage and read back")
    func storage() throws {
        let key = try IdentityKey()
        let stored = key.withRawRepresentation { Array($0) }
        #expect(stored.count == 32)
        #expect(try IdentityKey(rawRepresentation: stored).publicIdentity == key.publicIdentity)
        #expect(throws: IdentityError.privateKey) { try IdentityKey(rawRepresentation: stored.dropLast()) }
        #expect(try IdentityKey().publicIdentity != key.publicIdentity)
    }

    @Test("The fingerprint is the first half of SHA-256 of the key in groups of four")
    func fingerprint() throws {
        let identity = try PublicIdentity(hex: "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8")
        #expect(identity.fingerprint.text == "5647-5aa7-5463-474c-0285-df5d-bf2b-cab7")
    }

    @Test(
        "A typed fingerprint is read whatever its case and separators",
        arguments: [
            "5647-5aa7-5463-474c-0285-df5d-bf2b-cab7", "56475aa75463474c0285df5dbf2bcab7",
            "5647 5AA7 5463 474C  0285 DF5D BF2B CAB7\n", "56:47:5a:a7:54:63:47:4c:02:85:df:5d:bf:2b:ca:b7",
        ])
    func typedFingerprint(typed: String) {
        #expect(Fingerprint(typed: typed)?.text == "5647-5aa7-5463-474c-0285-df5d-bf2b-cab7")
    }

    @Test(
        "A typed fingerprint that is too short, too long or has another letter is refused",
        arguments: [
            "", "5647-5aa7-5463-474c-0285-df5d-bf2b-cab", "5647-5aa7-5463-474c-0285-df5d-bf2b-cab77",
            "5647-5aa7-5463-474c-0285-df5d-bf2b-cabg", "5647_5aa7-5463-474c-0285-df5d-bf2b-cab7",
            "\u{FF15}647-5aa7-5463-474c-0285-df5d-bf2b-cab7",
        ])
    func badFingerprint(typed: String) {
        #expect(Fingerprint(typed: typed) == nil)
    }
}
