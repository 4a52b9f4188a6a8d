// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
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

    static func blind(
        _ digits: [UInt64], _ key: borrowing Scalar, _ roundID: Columns.Digest = roundID, on lanes: Lanes? = nil
    ) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xaa, count: digits.count * 32)
        try digits.withUnsafeBufferPointer { digits in
            try output.withUnsafeMutableBytes { output in
                try Batch.blind(digits: digits, roundID: roundID, key: key, into: output, on: lanes)
            }
        }
        return output
    }

    static func multiply(_ elements: [UInt8], _ key: borrowing Scalar, on lanes: Lanes? = nil) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xaa, count: elements.count)
        try multiply(elements, key, on: lanes, output: &output)
        return output
    }

    /// Multiplies into room that can be looked at where a row is refused.
    static func multiply(
        _ elements: [UInt8], _ key: borrowing Scalar, on lanes: Lanes?, output: inout [UInt8]
    ) throws {
        if output.count != elements.count { output = [UInt8](repeating: 0xaa, count: elements.count) }
        try elements.withUnsafeBytes { elements in
            try output.withUnsafeMutableBytes { output in
                try Batch.multiply(elements: elements, key: key, into: output, on: lanes)
            }
        }
    }

    static func check(_ elements: [UInt8], on lanes: Lanes) throws {
        try elements.withUnsafeBytes { try Batch.check(elements: $0, on: lanes) }
    }

    /// Maps rows of 64 uniform bytes to elements, by libsodium.
    static func map(_ uniform: [UInt8]) throws -> [UInt8] {
        try uniform.rows(of: 64).enumerated().flatMap { row, uniform in
            guard let element = try? Element(mapping: uniform) else { throw BatchError.identityResult(index: row) }
            return element.encoded.bytes
        }
    }

    /// Maps rows of 64 uniform bytes to elements and multiplies them.
    static func map(_ uniform: [UInt8], _ key: borrowing Scalar, on lanes: Lanes) throws -> [UInt8] {
        guard let vectors = lanes.probed else { return try multiply(map(uniform), key, on: lanes) }
        let rows = uniform.count / 64
        var output = [UInt8](repeating: 0xaa, count: rows * 32)
        let report = key.withUnsafeBytes { key in
            crl_map_multiply(vectors, uniform, rows, key.bindMemory(to: UInt8.self).baseAddress, &output)
        }
        guard report.end == CRL_DONE else { throw BatchError.identityResult(index: report.row) }
        return output
    }

    static func tokens(
        _ elements: [UInt8], _ roundID: Columns.Digest = roundID, on lanes: Lanes? = nil
    ) throws -> [UInt8] {
        var output = [UInt8](repeating: 0xaa, count: elements.count / 2)
        try elements.withUnsafeBytes { elements in
            try output.withUnsafeMutableBytes { output in
                try Batch.tokens(elements: elements, roundID: roundID, into: output, on: lanes)
            }
        }
        return output
    }
}
