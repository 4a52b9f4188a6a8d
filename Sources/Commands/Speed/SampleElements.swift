// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto

/// Numbers and elements to measure with: as many as one core takes at once.
final class SampleElements {
    /// One slice of a batch, which runs on the thread that asks for it.
    static let count = 256

    let key: Scalar
    let round = Digest(sha256: [])
    let digits: [UInt64]
    private(set) var elements: [UInt8]
    /// What the last call made.
    private(set) var output: [UInt8]

    init() throws {
        key = try Scalar.random()
        // Reserved for fiction: 555-0100 … 555-0199 of some area codes.
        digits = (0..<Self.count).map { 12_015_550_100 + UInt64($0 / 100) * 10_000_000 + UInt64($0 % 100) }
        output = [UInt8](repeating: 0, count: Self.count * EncodedElement.byteCount)
        elements = output
        try blind(on: .portable)
        elements = output
    }

    func blind(on lanes: Lanes) throws {
        try digits.withUnsafeBufferPointer { digits in
            try output.withUnsafeMutableBytes {
                try Batch.blind(digits: digits, roundID: round, key: key, into: $0, on: lanes)
            }
        }
    }

    func multiply(on lanes: Lanes) throws {
        try elements.withUnsafeBytes { elements in
            try output.withUnsafeMutableBytes {
                try Batch.multiply(elements: elements, key: key, into: $0, on: lanes)
            }
        }
    }
}
