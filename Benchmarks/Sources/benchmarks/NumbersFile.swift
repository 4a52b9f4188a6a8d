// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers
import Spilling

/// A CSV of North American numbers made from a seed, in a temporary file without a name.
///
/// Six in ten are in E.164, the others as people write them; of a hundred rows one repeats the number before it and one has none.
struct NumbersFile {
    private let file: SpillFile

    init(rows: Int, seed: UInt64) throws {
        file = try SpillFile(in: SpillFolder.path)
        guard let region = Region("US") else { throw InputMaker.Failure.unknownRegion("US") }
        var random = Random(state: seed)
        var generator = try NumberGenerator(NumberingPlan(), region: region, type: .fixedLineOrMobile, seed: seed)
        for _ in 0..<generator.reservedCount { _ = generator.next() }
        var text = "id,name,phone,city,signed_up\n"
        var digits = ""
        for row in 1...rows {
            let kind = Int.random(in: 0..<100, using: &random)
            if kind != 0 || digits.isEmpty, let made = generator.next() { digits = String(made.number.digits) }
            text += "\(row),Ada Example,\(kind == 1 ? "n/a" : Self.written(digits, kind)),Springfield,2026-01-15\n"
            if text.utf8.count > 1 << 16 || row == rows {
                try text.withUTF8 { try file.append(UnsafeRawBufferPointer($0)) }
                text = ""
            }
        }
    }

    /// Bytes of the file.
    var size: Int { file.size }

    /// The file from its start.
    func source() -> any ByteSource { Source(file) }

    /// A number of eleven digits in one of the forms that lists have.
    private static func written(_ digits: String, _ kind: Int) -> String {
        let area = digits.dropFirst().prefix(3)
        let exchange = digits.dropFirst(4).prefix(3)
        let line = digits.suffix(4)
        return switch kind {
        case ..<62: "+" + digits
        case ..<75: "(\(area)) \(exchange)-\(line)"
        case ..<88: "\(area)-\(exchange)-\(line)"
        default: "\(area)\(exchange)\(line)"
        }
    }

    private final class Source: ByteSource {
        private let file: SpillFile
        private var position = 0

        init(_ file: SpillFile) { self.file = file }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
            do {
                let count = try file.read(at: position, into: buffer)
                position += count
                return count
            } catch {
                throw ListError(.inputOutput, "\(error)")
            }
        }
    }
}
