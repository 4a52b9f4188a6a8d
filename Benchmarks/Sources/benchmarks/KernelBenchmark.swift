// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto

/// Each step of a row's way through a round, on every set of lanes of this machine in turn; `portable` is libsodium, a row at a time.
///
/// The rows are those of one slice, which a batch works on in the thread that asks.
final class KernelBenchmark {
    private let sample: SampleElements
    private var uniform = [UInt8](repeating: 0, count: SampleElements.count * KernelParts.uniformByteCount)
    private var elements = [UInt8](repeating: 0, count: SampleElements.count * EncodedElement.byteCount)
    private var tokens = [UInt8](repeating: 0, count: SampleElements.count * Token.byteCount)

    init() throws { sample = try SampleElements() }

    private struct DifferentResults: Error {}

    private struct Kernel {
        let name: String
        /// What it does with a row.
        let what: String
        /// How often a round runs it, by libsodium and on lanes: for about 50 ms.
        let repeats: (portable: Int, lanes: Int)
        let run: (Lanes) throws -> Void
        let result: () -> [UInt8]
    }

    /// Measures all, the fastest lanes first; ends with an error where their results are not the same bytes.
    func run(rounds: Int) throws -> [Outcome] {
        try kernels.map { kernel in
            var failure: (any Error)?
            let lanes = Lanes.available.reversed()
            let results = try lanes.map { lanes in
                try kernel.run(lanes)
                return kernel.result()
            }
            guard results.allSatisfy({ $0 == results.first }) else { throw DifferentResults() }
            let measurements = Contest(
                inputs: SampleElements.count,
                sides: lanes.map { lanes in
                    Contest.Side(
                        name: lanes == .portable ? "portable: libsodium" : lanes.rawValue,
                        run: { do { try kernel.run(lanes) } catch { failure = error } },
                        repeats: lanes == .portable ? kernel.repeats.portable : kernel.repeats.lanes)
                }
            ).measure(rounds: rounds)
            if let failure { throw failure }
            return Outcome(
                name: "kernels \(kernel.name)", inputs: SampleElements.count, measurements: measurements,
                remarks: [("a row", kernel.what)])
        }
    }

    private var kernels: [Kernel] {
        [
            Kernel(
                name: "blind", what: "number to uniform bytes to encoding", repeats: (5, 64), run: sample.blind,
                result: { self.sample.output }),
            Kernel(
                name: "expand", what: "number to uniform bytes, the first part of blind", repeats: (256, 1024),
                run: expand, result: { self.uniform }),
            Kernel(
                name: "map", what: "uniform bytes to encoding, the second part of blind", repeats: (5, 64), run: map,
                result: { self.elements }),
            Kernel(
                name: "again", what: "encoding to element, multiplied, to encoding", repeats: (5, 64),
                run: sample.multiply, result: { self.sample.output }),
            Kernel(
                name: "check", what: "encoding to element, the first part of again", repeats: (40, 512), run: check,
                result: { [] }),
            Kernel(
                name: "token", what: "encoding to token", repeats: (512, 2048), run: makeTokens,
                result: { self.tokens }),
        ]
    }

    private func expand(on lanes: Lanes) throws {
        try sample.digits.withUnsafeBufferPointer { digits in
            try uniform.withUnsafeMutableBytes {
                try KernelParts.expand(digits: digits, roundID: sample.round, into: $0, on: lanes)
            }
        }
    }

    /// Needs what `expand` made.
    private func map(on lanes: Lanes) throws {
        try uniform.withUnsafeBytes { uniform in
            try elements.withUnsafeMutableBytes {
                try KernelParts.blind(uniform: uniform, key: sample.key, into: $0, on: lanes)
            }
        }
    }

    private func check(on lanes: Lanes) throws {
        try sample.elements.withUnsafeBytes { try Batch.check(elements: $0, on: lanes) }
    }

    private func makeTokens(on lanes: Lanes) throws {
        try sample.elements.withUnsafeBytes { elements in
            try tokens.withUnsafeMutableBytes {
                try Batch.tokens(elements: elements, roundID: sample.round, into: $0, on: lanes)
            }
        }
    }
}
