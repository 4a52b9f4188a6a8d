// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Whole files of mode 0600.
enum PrivateFile {
    /// Creates a file with these bytes, on the disk when it returns; its name is put there by the folder.
    static func create(_ path: String, with bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("create", path) }
        var isOpen = true
        defer { if isOpen { _ = close(descriptor) } }
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = write(descriptor, base, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw SystemError.last("write", path) }
                rest = rest.dropFirst(count)
            }
        }
        guard fsync(descriptor) == 0 else { throw SystemError.last("put on the disk", path) }
        isOpen = false
        // Some file systems tell only now that there was no room.
        guard close(descriptor) == 0 else { throw SystemError.last("close", path) }
    }

    /// Gives a file another name, in place of what had it.
    static func rename(_ path: String, to target: String) throws {
        guard try renameIfPresent(path, to: target) else { throw SystemError.last("rename", path) }
    }

    /// Gives a file or folder another name; false where it is missing.
    static func renameIfPresent(_ path: String, to target: String) throws -> Bool {
        if systemRename(path, target) == 0 { return true }
        guard errno == ENOENT else { throw SystemError.last("rename", path) }
        return false
    }

    /// Removes a file whose loss nobody would notice.
    static func discard(_ path: String) { _ = unlink(path) }

    /// The length of a file; 0 where there is none.
    static func byteCount(_ path: String) throws -> Int64 {
        var status = stat()
        if stat(path, &status) == 0 { return Int64(status.st_size) }
        guard errno == ENOENT else { throw SystemError.last("examine", path) }
        return 0
    }

    /// Reads a file of exactly this length; nil where there is none.
    static func read(_ path: String, byteCount: Int) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemError.last("open", path)
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError.last("examine", path) }
        guard Int(status.st_size) == byteCount else {
            throw StorageError.damaged("\(path) has \(status.st_size) bytes instead of \(byteCount)")
        }
        return try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
            while filled < byteCount, let base = buffer.baseAddress {
                let count = systemRead(descriptor, base + filled, byteCount - filled)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw SystemError.last("read", path) }
                guard count > 0 else { throw StorageError.damaged("\(path) became shorter while it was read") }
                filled += count
            }
        }
    }
}

// The names of the members above hide those of the system.
private func systemRename(_ path: String, _ target: String) -> CInt { rename(path, target) }

private func systemRead(_ descriptor: CInt, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
