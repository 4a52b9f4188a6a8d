// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing
import Testing
import Vocabulary

@Suite("Ed25519 and its strict verifier")
struct Ed25519Tests {
    struct Vector: Sendable {
        let seed: String
        let key: String
        let message: String
        let signature: String
    }

    /// RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc).
    static let vectors = [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
            signature:
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", message: "72",
            signature:
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", message: "af82",
            signature:
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a"),
        Vector(
            seed: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
            signature:
                "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704"),
    ]

    private static func bytes(_ hex: String) throws -> [UInt8] {
        try #require(Hexadecimal.decode(hex, count: hex.utf8.count / 2))
    }

    @Test("The vectors of RFC 8032 are signed and verified", arguments: vectors)
    func rfcVectors(vector: Vector) throws {
        let key = try IdentityKey(rawRepresentation: Self.bytes(vector.seed))
        let message = try Self.bytes(vector.message)
        let signature = try Signature(bytes: Self.bytes(vector.signature))
        #expect(key.publicIdentity.hex == vector.key)
        #expect(try Ed25519.sign(message, by: key) == signature)
        #expect(Ed25519.verifies(signature, over: message, by: key.publicIdentity))
        #expect(!Ed25519.verifies(signature, over: message + [0], by: key.publicIdentity))
    }

    @Test("Every flipped bit of a signature, message or key is noticed")
    func flippedBits() throws {
        let key = try IdentityKey(rawRepresentation: Array(repeating: 7, count: 32))
        let message = Array("a message".utf8)
        let signature = try Ed25519.sign(message, by: key)
        for bit in 0..<512 {
            var forged = signature.bytes
            forged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let forged = try? Signature(bytes: forged) else { continue }
            #expect(!Ed25519.verifies(forged, over: message, by: key.publicIdentity))
        }
        for bit in 0..<256 {
            var other = key.publicIdentity.bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let other = try? PublicIdentity(bytes: other) else { continue }
            #expect(!Ed25519.verifies(signature, over: message, by: other))
        }
    }

    @Test("S at or above the group order is refused, also as a signature that was valid before", arguments: vectors)
    func largeScalars(vector: Vector) throws {
        var bytes = try Self.bytes(vector.signature)
        let order = try Self.bytes("edd3f55c1a631258d69cf7a2def9de14") + Array(repeating: 0, count: 15) + [0x10]
        var carry = 0
        for index in 0..<32 {
            carry += Int(bytes[32 + index]) + Int(order[index])
            bytes[32 + index] = UInt8(carry & 255)
            carry >>= 8
        }
        #expect(carry == 0)
        #expect(throws: SignatureError.scalarTooLarge) { try Signature(bytes: bytes) }
        bytes.replaceSubrange(32..., with: order)
        #expect(throws: SignatureError.scalarTooLarge) { try Signature(bytes: bytes) }
        bytes[32] -= 1
        _ = try Signature(bytes: bytes)
        bytes.replaceSubrange(32..., with: Array(repeating: 0xFF, count: 32))
        #expect(throws: SignatureError.scalarTooLarge) { try Signature(bytes: bytes) }
    }

    @Test(
        "An R that is not canonically encoded is refused",
        arguments: [
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ])
    func nonCanonicalPoints(point: String) throws {
        let bytes = try Self.bytes(point) + Array(repeating: 0, count: 32)
        #expect(throws: SignatureError.pointNotCanonical) { try Signature(bytes: bytes) }
    }

    @Test("Signatures of another length are refused", arguments: [0, 32, 63, 65, 128])
    func lengths(count: Int) {
        #expect(throws: SignatureError.length) { try Signature(bytes: Array(repeating: 0, count: count)) }
    }
}
