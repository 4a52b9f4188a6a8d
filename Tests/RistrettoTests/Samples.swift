// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto
import Secrets
import Vocabulary

/// Makes inputs for tests.
///
/// The numbers are of North America's 555-01XX range, which is reserved for fiction.
enum Samples {
    static let roundID = Columns.Digest(sha256: Array("a round of the tests".utf8))

    static func numbers(_ count: Int) -> [UInt64] {
        (0..<count).map { 1_000_000_0000 + UInt64(200 + $0 / 100) * 10_000_000 + 555_0100 + UInt64($0 % 100) }
    }

    static func scalar(_ value: UInt8) throws -> Scalar {
        try Scalar(canonical: SecretBytes(copying: [value] + [UInt8](repeating: 0, count: 31)))
    }

    static func scalar(hex: String) throws -> Scalar {
        try Scalar(canonical: SecretBytes(copying: Hexadecimal.decode(hex) ?? []))
    }

    static func blind(_ digits: [UInt64], _ key: borrowing Scalar, _ roundID: Columns.Digest = roundID) throws
        -> [UInt8]
    {
        var output = [UInt8](repeating: 0xaa, count: digits.count * 32)
        try digits.withUnsafeBufferPointer { digits in
            try output.withUnsafeMutableBytes { output in
                try Batch.blind(digits: digits, roundID: roundID, key: key, into: output)
            }
        }
        return output
    }

    static func multiply(_ elements: [UInt8], _ key: borrowing Scalar) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xaa, count: elements.count)
        try elements.withUnsafeBytes { elements in
            try output.withUnsafeMutableBytes { output in
                try Batch.multiply(elements: elements, key: key, into: output)
            }
        }
        return output
    }

    static func tokens(_ elements: [UInt8], _ roundID: Columns.Digest = roundID) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xaa, count: elements.count / 2)
        try elements.withUnsafeBytes { elements in
            try output.withUnsafeMutableBytes { output in
                try Batch.tokens(elements: elements, roundID: roundID, into: output)
            }
        }
        return output
    }
}
