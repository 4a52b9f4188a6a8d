// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Secrets
import Testing

@Suite("Locked secrets")
struct SecretBytesTests {
    @Test("A new secret is zero and can be written", arguments: [0, 1, 32, 4_096, 5_000])
    func fresh(count: Int) throws {
        var secret = try SecretBytes(count: count)
        #expect(secret.count == count)
        #expect(secret.withUnsafeBytes { $0.allSatisfy { $0 == 0 } && $0.count == count })
        secret.withUnsafeMutableBytes { $0.copyBytes(from: [UInt8](repeating: 7, count: count)) }
        #expect(secret.withUnsafeBytes { $0.allSatisfy { $0 == 7 } })
    }

    @Test("Random secrets differ, copies do not")
    func random() throws {
        let first = try SecretBytes.random(count: 32)
        let second = try SecretBytes.random(count: 32)
        let copy = try first.copy()
        // Macros cannot hold a value that cannot be copied.
        let same = first.isEqual(to: copy)
        let different = first.isEqual(to: second)
        let shorter = first.isEqual(to: try SecretBytes(count: 31))
        #expect(same && !different && !shorter)
    }

    @Test("Impossible lengths are refused", arguments: [-1, .min, SecretBytes.maximumByteCount + 1, .max])
    func lengths(count: Int) {
        #expect(throws: SecretsError.self) { _ = try SecretBytes(count: count) }
    }

    @Test("Every error says what to do and holds no bytes")
    func texts() {
        #expect("\(SecretsError.memoryNotLocked(byteCount: 32))".contains("RLIMIT_MEMLOCK"))
        #expect("\(SecretsError.exposed(path: "a.key", mode: 0o644))".contains("chmod 600"))
    }

    @Test("Buffers of other lengths are not equal")
    func constantTime() {
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
        #expect(constantTimeEqual([], []))
    }

    @Test("The process forbids dumps of its memory")
    func hardening() throws {
        try Hardening.disableCoreDumps()
        #expect(Hardening.coreDumpsAreDisabled)
    }
}
