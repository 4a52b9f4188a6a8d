// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Secrets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes, examines and removes folders that only their owner may enter.
enum PrivateFolder {
    /// Makes a folder of mode 0700, whatever the umask; its parent must exist.
    static func create(_ path: String) throws {
        guard mkdir(path, 0o700) == 0, chmod(path, 0o700) == 0 else {
            throw SecretsError.file(operation: "create", path: path, code: errno)
        }
    }

    /// Makes a folder where there is none; one that is there must be private.
    static func createIfMissing(_ path: String) throws {
        if mkdir(path, 0o700) == 0 {
            guard chmod(path, 0o700) == 0 else {
                throw SecretsError.file(operation: "set the mode of", path: path, code: errno)
            }
        } else if errno != EEXIST {
            throw SecretsError.file(operation: "create", path: path, code: errno)
        } else if let exposure = try examine(path) {
            throw HomeError.exposed(path: path, exposure)
        }
    }

    /// Tells whether there is anything at the path, a dangling link included.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Refuses the first thing at or below a folder that is not private.
    static func checkTree(_ path: String) throws {
        if let exposure = try examine(path) { throw HomeError.exposed(path: path, exposure) }
        for name in try names(in: path) {
            let child = "\(path)/\(name)"
            if try isFolder(child) {
                try checkTree(child)
            } else if let exposure = try examine(child) {
                throw HomeError.exposed(path: child, exposure)
            }
        }
    }

    /// Lists a folder's names in order; none where it is gone or no folder.
    static func names(in path: String) throws -> [String] {
        guard try isFolder(path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// Removes a file, a link or a whole folder, if it is there.
    static func remove(_ path: String) throws {
        guard exists(path) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    /// Gives a file or folder another name, and waits for the disk; only an empty folder may be in a folder's place.
    static func move(_ path: String, to other: String) throws {
        guard rename(path, other) == 0 else {
            throw SecretsError.file(operation: "create", path: other, code: errno)
        }
        let parent = other.lastIndex(of: "/").map { $0 == other.startIndex ? "/" : String(other[..<$0]) } ?? "."
        try synchronize(parent)
    }

    /// Waits until the names in a folder are on the disk.
    static func synchronize(_ path: String) throws {
        let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw SecretsError.file(operation: "open", path: path, code: errno) }
        try OwnedDescriptor(owning: number, name: path).synchronize()
    }

    /// Overwrites a small file with zeros, waits for the disk, and removes it, if it is there.
    ///
    /// Flash memory and copying file systems may keep the old block; what it sealed is removed as well.
    static func wipe(_ path: String) throws {
        let number = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        if number < 0 {
            if errno == ENOENT { return }
            throw SecretsError.file(operation: "open", path: path, code: errno)
        }
        let descriptor = OwnedDescriptor(owning: number, name: path)
        var status = stat()
        guard fstat(number, &status) == 0 else {
            throw SecretsError.file(operation: "examine", path: path, code: errno)
        }
        let zeros = [UInt8](repeating: 0, count: Int(min(max(status.st_size, 0), 1 << 20)))
        try zeros.withUnsafeBytes { try descriptor.writeAll($0) }
        try descriptor.synchronize()
        guard unlink(path) == 0 else { throw SecretsError.file(operation: "remove", path: path, code: errno) }
    }

    /// Gives the file's inode, which a copy does not share.
    static func inode(of path: String) throws -> UInt64 {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw SecretsError.file(operation: "examine", path: path, code: errno) }
        return UInt64(status.st_ino)
    }

    /// Tells whether there is a folder at the path itself, not behind a link.
    static func isFolder(_ path: String) throws -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            // Another process may have removed a temporary file since it was listed.
            if errno == ENOENT { return false }
            throw SecretsError.file(operation: "examine", path: path, code: errno)
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    private static func examine(_ path: String) throws -> PathExposure? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw SecretsError.file(operation: "examine", path: path, code: errno)
        }
        let kind = status.st_mode & S_IFMT
        let mode = UInt32(status.st_mode & 0o7777)
        if kind == S_IFLNK { return .link }
        if kind != S_IFREG && kind != S_IFDIR { return .special }
        if status.st_uid != geteuid() { return .owner }
        if mode & 0o077 == 0 { return nil }
        return kind == S_IFDIR ? .folder(mode: mode) : .file(mode: mode)
    }
}
