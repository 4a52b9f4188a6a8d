// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads a sealed file that only its owner may read: `SealedStreamReader` over `PrivateFile`.
package struct SealedFileReader: ~Copyable {
    private var stream: SealedStreamReader

    /// Opens a file and reads its headers.
    package init(path: String, key: borrowing SealingKey, associatedData: [UInt8]) throws(SecretsError) {
        stream = try SealedStreamReader(from: PrivateFile.open(path), key: key, associatedData: associatedData)
    }

    /// Fills the buffer as far as the file goes; returns 0 only at the authenticated end.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(SecretsError) -> Int {
        try unsafe stream.read(into: buffer)
    }
}
