// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Small files of the coordinator's home, mode 0600 in folders of mode 0700.
enum PrivateDocument {
    /// The largest file read, in bytes; a certificate or key has about 1,000.
    private static let maximumBytes = 1 << 20

    /// Reads a text; refuses a private one that others may read or write.
    static func read(_ path: String, isPrivate: Bool = true) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let status: ExitStatus = errno == ENOENT ? .missingInput : .notPermitted
            throw CommandFailure(status, "\(path): cannot be read: \(reason)")
        }
        defer { _ = systemClose(descriptor) }
        if isPrivate { try requirePrivate(descriptor, path) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= maximumBytes {
            let count = systemRead(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw CommandFailure(.inputOutput, "\(path): cannot be read: \(reason)") }
            guard count > 0 else {
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw CommandFailure(.badConfiguration, "\(path): not a text in UTF-8; restore it from a backup")
                }
                return text
            }
            bytes += block[..<count]
        }
        throw CommandFailure(.badConfiguration, "\(path): larger than \(maximumBytes) bytes; restore it from a backup")
    }

    /// Creates a file that must not be there yet, on the disk when it returns.
    static func create(_ path: String, with text: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure(.cannotCreate, "\(path): cannot be created: \(reason)") }
        defer { _ = systemClose(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw CommandFailure(.cannotCreate, "\(path): cannot be written: \(reason)") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else {
            throw CommandFailure(.cannotCreate, "\(path): cannot be put on the disk: \(reason)")
        }
    }

    /// Puts a file in place of what is there, so that nobody ever sees a part of it.
    static func replace(_ path: String, with text: String) throws {
        let temporary = "\(path).\(getpid()).new"
        _ = unlink(temporary)
        do {
            try create(temporary, with: text)
            guard rename(temporary, path) == 0 else {
                throw CommandFailure(.cannotCreate, "\(path): cannot be replaced: \(reason)")
            }
        } catch {
            _ = unlink(temporary)
            throw error
        }
    }

    /// Removes a file that was just created.
    static func discard(_ path: String) { _ = unlink(path) }

    /// True where something has this name.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// True where this is a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Creates a folder where it is missing; refuses one that others may read.
    static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw CommandFailure(.cannotCreate, "\(path): cannot be created: \(reason)")
        }
        try requirePrivateFolder(path)
    }

    /// Refuses a folder that others may enter.
    static func requirePrivateFolder(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw CommandFailure(.missingInput, "\(path): no folder; run symbolond init, or name the right file")
        }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw CommandFailure(
                .notPermitted, "\(path): others may enter this folder; chmod 700 \(path), owned by this user")
        }
    }

    private static func requirePrivate(_ descriptor: CInt, _ path: String) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure(.badConfiguration, "\(path): not a regular file")
        }
        guard status.st_mode & 0o077 == 0, status.st_uid == geteuid() else {
            throw CommandFailure(
                .notPermitted, "\(path): others may read this file; chmod 600 \(path), owned by this user")
        }
    }

    private static var reason: String {
        guard let text = strerror(errno) else { return "error \(errno)" }
        return String(cString: text)
    }
}

// The names of the members above hide those of the system.
private func systemClose(_ descriptor: CInt) -> CInt { close(descriptor) }

private func systemRead(_ descriptor: CInt, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}

private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    guard let bytes else { return 0 }
    return write(descriptor, bytes, count)
}
