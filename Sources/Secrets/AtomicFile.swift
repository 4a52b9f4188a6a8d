// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium
import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes a private file (mode 0600) that afterwards exists whole or not at all.
///
/// The bytes go to a temporary file in the same directory; `commit` puts them on the disk, gives them their name, and
/// puts the directory on the disk. A value that ends without `commit` leaves nothing behind; after a crash a file
/// `.NAME.….tmp` may be left, which nothing reads.
package struct AtomicFile: ~Copyable, Sendable {
    private let path: String
    private let directory: String
    private let temporaryPath: String
    private var isCommitted = false

    /// Takes the bytes until `commit`.
    package let descriptor: OwnedDescriptor

    /// Creates the temporary file beside `path`.
    package init(path: String) throws(SecretsError) {
        try Sodium.initialize()
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let suffix = String((UInt64(randombytes_random()) << 32) | UInt64(randombytes_random()), radix: 16)
        let temporaryPath = "\(directory)/.\(name).\(suffix).tmp"
        let number = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .file(operation: "create", path: path, code: errno) }
        self.path = path
        self.directory = directory
        self.temporaryPath = temporaryPath
        descriptor = OwnedDescriptor(owning: number, name: path)
    }

    /// Lets the system begin to put on the disk what was written so far, so that ``commit(replacing:)`` waits less.
    package borrowing func beginWritingBack() {
        // A description of its own: an error of the disk is told to each one once, and must be left for the commit to find.
        let number = unsafe open(temporaryPath, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0 else { return }
        DispatchQueue.global().async {
            _ = fsync(number)
            close(number)
        }
    }

    /// Makes the file durable under its name.
    ///
    /// Without `replacing`, a file that is already there stays and EEXIST is thrown.
    package consuming func commit(replacing: Bool = true) throws(SecretsError) {
        // Whatever the umask, and before the name exists.
        guard fchmod(descriptor.number, 0o600) == 0 else {
            throw .file(operation: "set the mode of", path: path, code: errno)
        }
        try descriptor.synchronize()
        if replacing {
            guard unsafe rename(temporaryPath, path) == 0 else {
                throw .file(operation: "replace", path: path, code: errno)
            }
            isCommitted = true
        } else {
            // The temporary name is removed with the value.
            guard unsafe link(temporaryPath, path) == 0 else {
                throw .file(operation: "create", path: path, code: errno)
            }
        }
        let number = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw .file(operation: "open", path: directory, code: errno) }
        try OwnedDescriptor(owning: number, name: directory).synchronize()
    }

    deinit {
        if !isCommitted { _ = unsafe unlink(temporaryPath) }
    }
}
