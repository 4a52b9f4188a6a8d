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

/// Reads parts of a round's list from its file: elements of 32 bytes, ascending.
package struct ColumnFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// Elements in the list.
    package let count: Int

    init(path: String, count: Int) throws {
        let descriptor = try PrivateFile.open(path)
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else {
            throw SecretsError.file(operation: "examine", path: path, code: errno)
        }
        guard Int(status.st_size) == count * EncodedElement.byteCount else {
            throw HomeError.damaged(path: path, problem: "the list does not have the committed length")
        }
        self.descriptor = descriptor
        self.count = count
    }

    /// Reads the elements of a range of rows; no element where the range lies outside the list.
    package func elements(_ rows: Range<Int>) throws -> [UInt8] {
        let rows = rows.clamped(to: 0..<count)
        let width = EncodedElement.byteCount
        var bytes = [UInt8](repeating: 0, count: rows.count * width)
        var done = 0
        while done < bytes.count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor.number, buffer.baseAddress.map { $0 + done }, buffer.count - done,
                    off_t(rows.lowerBound * width + done))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw SecretsError.file(operation: "read", path: descriptor.name, code: errno) }
            guard read > 0 else { throw HomeError.damaged(path: descriptor.name, problem: "the list is cut short") }
            done += read
        }
        return bytes
    }
}
