// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a part of a round's list: numbers with their elements, ascending by digits.
package struct PartReader: ~Copyable {
    private var file: SealedStreamReader
    private var buffer = [UInt8](repeating: 0, count: PartWriter.width * 4096)
    private var ready = 0..<0
    private let path: String

    /// The digits of the current entry; nil before the first `advance` and behind the last one, when the whole part is known to be authentic.
    package private(set) var digits: UInt64?

    /// Opens a part; `advance` goes to its first entry.
    init(path: String, key: borrowing SealingKey, associatedData: [UInt8]) throws {
        file = try Self.open(path, key: key, associatedData: associatedData)
        self.path = path
    }

    private static func open(
        _ path: String, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws -> SealedStreamReader {
        // Others may read it: it is sealed, and schedulers write files as they like.
        let number = Self.openForReading(path)
        guard number >= 0 else { throw SecretsError.file(operation: "open", path: path, code: errno) }
        do {
            return try SealedStreamReader(
                from: OwnedDescriptor(owning: number, name: path), key: key, associatedData: associatedData)
        } catch {
            throw Self.error(error, path: path)
        }
    }

    private static func openForReading(_ path: String) -> CInt {
        #if canImport(Glibc)
            Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #elseif canImport(Musl)
            Musl.open(path, O_RDONLY | O_CLOEXEC)
        #else
            Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
    }

    private static func error(_ error: SecretsError, path: String) -> any Error {
        switch error {
        case .notAuthentic, .notSealed: HomeError.foreignPart(path: path)
        case .truncated: HomeError.damagedPart(path: path, problem: "it is cut short")
        default: error
        }
    }

    /// Copies the current entry's element, 32 bytes.
    package func copyElement(to pointer: UnsafeMutableRawPointer) {
        guard digits != nil else { return }
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            pointer.copyMemory(from: base + ready.lowerBound + 8, byteCount: PartWriter.width - 8)
        }
    }

    /// Goes on to the next entry.
    package mutating func advance() throws {
        let last = digits
        ready = min(ready.lowerBound + (last == nil ? 0 : PartWriter.width), ready.upperBound)..<ready.upperBound
        if ready.isEmpty {
            let filled: Int
            do {
                filled = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            } catch let error as SecretsError {
                throw Self.error(error, path: path)
            }
            guard filled.isMultiple(of: PartWriter.width) else {
                throw HomeError.damagedPart(path: path, problem: "it ends inside an entry")
            }
            ready = 0..<filled
        }
        guard !ready.isEmpty else {
            digits = nil
            return
        }
        let next = buffer.withUnsafeBytes {
            UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: ready.lowerBound, as: UInt64.self))
        }
        guard last.map({ $0 < next }) ?? true else {
            throw HomeError.damagedPart(path: path, problem: "its numbers do not ascend")
        }
        digits = next
    }
}
