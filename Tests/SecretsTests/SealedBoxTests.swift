// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Secrets
import Testing

@Suite("Sealed boxes")
struct SealedBoxTests {
    private static let place = Array("round 1 key".utf8)

    private static func open(_ box: [UInt8], _ key: borrowing SealingKey, _ place: [UInt8]) -> Result<
        [UInt8], SecretsError
    > {
        do throws(SecretsError) {
            let secret = try SealedBox.open(box, key: key, associatedData: place, name: "box")
            return .success(secret.withUnsafeBytes { Array($0) })
        } catch {
            return .failure(error)
        }
    }

    @Test("What was sealed opens with key and place", arguments: [0, 1, 32, 1_000])
    func roundTrip(count: Int) throws {
        let key = try SealingKey.random()
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let box = try SealedBox.seal(SecretBytes(copying: plain), key: key, associatedData: Self.place)
        #expect(box.count == count + SealedBox.overhead)
        let opened = Self.open(box, key, Self.place)
        #expect(opened == .success(plain))
        let again = try SealedBox.seal(SecretBytes(copying: plain), key: key, associatedData: Self.place)
        #expect(box != again)
    }

    @Test("Another key or place does not open it")
    func foreign() throws {
        let key = try SealingKey.random()
        let box = try SealedBox.seal(SecretBytes(copying: [1, 2, 3]), key: key, associatedData: Self.place)
        let otherKey = Self.open(box, try SealingKey.random(), Self.place)
        let otherPlace = Self.open(box, key, Self.place + [0])
        #expect(otherKey == .failure(.notAuthentic(name: "box")))
        #expect(otherPlace == .failure(.notAuthentic(name: "box")))
    }

    @Test("Every changed bit and every cut is refused")
    func tampering() throws {
        let key = try SealingKey.random()
        let box = try SealedBox.seal(SecretBytes(copying: [1, 2, 3]), key: key, associatedData: Self.place)
        for index in box.indices {
            var changed = box
            changed[index] ^= 1
            let result = Self.open(changed, key, Self.place)
            switch index {
            case 0..<7: #expect(result == .failure(.notSealed(name: "box")))
            case 7: #expect(result == .failure(.unsupportedVersion(name: "box", version: 0)))
            default: #expect(result == .failure(.notAuthentic(name: "box")))
            }
        }
        for count in 0..<box.count {
            let result = Self.open(Array(box.prefix(count)), key, Self.place)
            #expect(throws: SecretsError.self) { try result.get() }
        }
    }

    @Test("A key has 32 bytes", arguments: [0, 31, 33])
    func keys(count: Int) {
        #expect(throws: SecretsError.wrongLength(expected: 32, actual: count)) {
            _ = try SealingKey(SecretBytes(count: count))
        }
    }
}
