// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Reads a round's row map from its start: one entry for each row of the list, in the list's order.
package struct RowMapReader: ~Copyable {
    private var file: SealedFileReader
    private var buffer = [UInt8](repeating: 0, count: RowMapEntry.width * 4096)
    private var ready = 0..<0
    private var read = 0
    private let count: Int
    private let path: String

    init(_ folder: RoundFolder, count: Int) throws {
        file = try SealedFileReader(
            path: folder.map, key: SealingKeyFile.read(folder.mapKey), associatedData: folder.mapContext)
        self.count = count
        path = folder.map
    }

    /// Gives the next entry; nil after the last one, when the whole file is known to be authentic.
    package mutating func next() throws -> RowMapEntry? {
        if ready.isEmpty {
            let filled = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            guard filled.isMultiple(of: RowMapEntry.width), filled > 0 || read == count else {
                throw HomeError.damaged(path: path, problem: "the row map does not have the list's length")
            }
            if filled == 0 { return nil }
            ready = 0..<filled
        }
        let start = ready.lowerBound
        ready = start + RowMapEntry.width..<ready.upperBound
        read += 1
        return buffer.withUnsafeBytes { bytes in
            bytes.baseAddress.map { RowMapEntry(unalignedAt: $0 + start) }
        }
    }
}
