// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads and writes whole files that only their owner may read.
package enum PrivateFile {
    /// Opens a file for reading; refuses links, anything but regular files, and files that others may read or write.
    package static func open(_ path: String) throws(SecretsError) -> OwnedDescriptor {
        let number = openForReading(path)
        guard number >= 0 else { throw .file(operation: "open", path: path, code: errno) }
        let descriptor = OwnedDescriptor(owning: number, name: path)
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .file(operation: "examine", path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw .exposed(path: path, mode: UInt32(status.st_mode & 0o7777))
        }
        return descriptor
    }

    /// Reads a file of at most `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(SecretsError) -> [UInt8] {
        let descriptor = try open(path)
        var bytes: [UInt8] = []
        let block = WipedBuffer(count: 1 << 16)
        while true {
            let count = try unsafe descriptor.readFull(into: block.bytes)
            guard bytes.count + count <= limit else { throw .tooLong(limit: limit) }
            unsafe bytes.append(contentsOf: block.bytes[0..<count])
            if unsafe count < block.bytes.count { return bytes }
        }
    }

    /// Writes a whole file durably, mode 0600; see `AtomicFile`.
    package static func write(_ bytes: [UInt8], to path: String, replacing: Bool = true) throws(SecretsError) {
        let file = try AtomicFile(path: path)
        try unsafe bytes.span.withUnsafeBytes { (buffer) throws(SecretsError) in
            try unsafe file.descriptor.writeAll(buffer)
        }
        try file.commit(replacing: replacing)
    }

    private static func openForReading(_ path: String) -> CInt {
        #if canImport(Glibc)
            unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        #elseif canImport(Musl)
            unsafe Musl.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        #else
            unsafe Darwin.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        #endif
    }
}
