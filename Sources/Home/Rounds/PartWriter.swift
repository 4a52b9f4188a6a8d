// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import Secrets

/// Writes a part of a round's list: numbers with their elements, ascending by digits, sealed.
///
///     u64be E.164 digits ‖ element (32), for each number
///
/// Only `commit` makes it whole.
package struct PartWriter: ~Copyable {
    /// Bytes of an entry.
    static let width = 8 + EncodedElement.byteCount

    private let part: OpenPart
    private var stream: SealedStreamWriter

    init(_ output: consuming PartOutput, key: borrowing SealingKey, associatedData: [UInt8]) throws {
        let part = try OpenPart(output)
        switch part {
        case .file(let file, _):
            stream = try SealedStreamWriter(to: file.descriptor, key: key, associatedData: associatedData)
        case .stream(let descriptor):
            stream = try SealedStreamWriter(to: descriptor, key: key, associatedData: associatedData)
        }
        self.part = part
    }

    /// Appends numbers, ascending, and their elements, 32 bytes each.
    package mutating func append(digits: [UInt64], elements: UnsafeRawBufferPointer) throws {
        let width = EncodedElement.byteCount
        guard elements.count == digits.count * width else {
            throw HomeError.incomplete(problem: "numbers and elements differ in number")
        }
        var bytes = [UInt8](repeating: 0, count: digits.count * Self.width)
        bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress, let source = elements.baseAddress else { return }
            for (index, digits) in digits.enumerated() {
                base.storeBytes(of: digits.bigEndian, toByteOffset: index * Self.width, as: UInt64.self)
                (base + index * Self.width + 8).copyMemory(from: source + index * width, byteCount: width)
            }
        }
        try bytes.withUnsafeBytes { bytes in
            switch part {
            case .file(let file, _): try stream.append(bytes, to: file.descriptor)
            case .stream(let descriptor): try stream.append(bytes, to: descriptor)
            }
        }
    }

    /// Writes the end; a file gets its name.
    package consuming func commit() throws {
        switch part {
        case .file(let file, let replaces):
            try stream.finish(to: file.descriptor)
            try file.commit(replacing: replaces)
        case .stream(let descriptor): try stream.finish(to: descriptor)
        }
    }
}
