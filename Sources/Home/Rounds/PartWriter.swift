// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import Secrets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes a part of a round's list: numbers with their elements, ascending by digits, sealed.
///
///     u64be E.164 digits ‖ element (32), for each number
///
/// Only `commit` makes it whole.
package struct PartWriter: ~Copyable {
    /// Bytes of an entry.
    static let width = 8 + EncodedElement.byteCount

    private var file: SealedFileWriter?
    private var stream: SealedOutput?
    private let replaces: Bool

    init(_ output: PartOutput, key: borrowing SealingKey, associatedData: [UInt8]) throws {
        switch output {
        case .file(let path, let replaces):
            file = try SealedFileWriter(path: path, key: key, associatedData: associatedData)
            stream = nil
            self.replaces = replaces
        case .standardOutput:
            let copy = dup(STDOUT_FILENO)
            guard copy >= 0 else {
                throw SecretsError.file(operation: "open", path: "standard output", code: errno)
            }
            file = nil
            stream = try SealedOutput(
                to: OwnedDescriptor(owning: copy, name: "standard output"), key: key, associatedData: associatedData)
            replaces = false
        }
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
            try file?.append(bytes)
            try stream?.append(bytes)
        }
    }

    /// Writes the end; a file gets its name.
    package consuming func commit() throws {
        if let file = file.take() { try file.commit(replacing: replaces) }
        if let stream = stream.take() { try stream.finish() }
    }
}
