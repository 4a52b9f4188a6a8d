// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Writes a sealed file that afterwards exists whole or not at all: `SealedStreamWriter` over `AtomicFile`.
package struct SealedFileWriter: ~Copyable {
    private let file: AtomicFile
    private var stream: SealedStreamWriter

    /// Starts a file beside `path`; nothing has that name before `commit`.
    package init(path: String, key: borrowing SealingKey, associatedData: [UInt8]) throws(SecretsError) {
        let file = try AtomicFile(path: path)
        stream = try SealedStreamWriter(to: file.descriptor, key: key, associatedData: associatedData)
        self.file = file
    }

    /// Appends bytes of any number.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SecretsError) {
        try unsafe stream.append(bytes, to: file.descriptor)
    }

    /// Lets the system begin to put on the disk what it was given so far; see ``AtomicFile/beginWritingBack()``.
    package borrowing func beginWritingBack() { file.beginWritingBack() }

    /// Writes the final block and makes the file durable under its name.
    package consuming func commit(replacing: Bool = true) throws(SecretsError) {
        try stream.finish(to: file.descriptor)
        try file.commit(replacing: replacing)
    }
}
