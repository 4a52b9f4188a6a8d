// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Folders of mode 0700.
enum PrivateFolder {
    /// Creates a folder whose parent exists; false where it is there already.
    @discardableResult
    static func create(_ path: String) throws -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        guard errno == EEXIST else { throw SystemError.last("create", path) }
        return false
    }

    /// Puts the names in a folder on the disk.
    static func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError.last("open", path) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw SystemError.last("put on the disk", path) }
    }

    /// Removes a folder with all that is in it; one that is missing is fine.
    static func remove(_ path: String) throws {
        try forEachEntry(of: path) { entry, status in
            if isFolder(status) { return try remove(entry) }
            guard unlink(entry) == 0 || errno == ENOENT else { throw SystemError.last("remove", entry) }
        }
        guard rmdir(path) == 0 || errno == ENOENT else { throw SystemError.last("remove", path) }
    }

    /// The bytes of all files below a folder; what disappears meanwhile counts as nothing.
    static func byteCount(_ path: String) throws -> Int64 {
        var sum: Int64 = 0
        try forEachEntry(of: path) { entry, status in
            sum += isFolder(status) ? try byteCount(entry) : Int64(status.st_size)
        }
        return sum
    }

    private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    private static func forEachEntry(of path: String, _ body: (_ path: String, stat) throws -> Void) throws {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return }
            throw SystemError.last("list", path)
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0 else {
                if errno == ENOENT { continue }
                throw SystemError.last("examine", "\(path)/\(name)")
            }
            try body("\(path)/\(name)", status)
        }
    }
}
