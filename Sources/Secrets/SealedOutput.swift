// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Seals what goes to a descriptor that is open already, such as standard output: `SealedStreamWriter` with its descriptor.
package struct SealedOutput: ~Copyable {
    private let descriptor: OwnedDescriptor
    private var stream: SealedStreamWriter

    /// Writes the headers.
    package init(
        to descriptor: consuming OwnedDescriptor, key: borrowing SealingKey, associatedData: [UInt8]
    ) throws(SecretsError) {
        stream = try SealedStreamWriter(to: descriptor, key: key, associatedData: associatedData)
        self.descriptor = descriptor
    }

    /// Appends bytes of any number.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SecretsError) {
        try unsafe stream.append(bytes, to: descriptor)
    }

    /// Writes the final block.
    package consuming func finish() throws(SecretsError) { try stream.finish(to: descriptor) }
}
