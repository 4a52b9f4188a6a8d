// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Segmentation
internal import Signing

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Files that others write and everybody may read.
enum PublicFile {
    struct Content {
        let bytes: [UInt8]
        let modifiedAt: Timestamp
        let version: WeatherFile.Version
    }

    /// Reads the first bytes of a regular file, and when it was last changed; nil where it cannot be read.
    static func read(_ path: String, atMost limit: Int) -> Content? {
        // Not blocking: a pipe at the path must not stop a plan for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { _ = systemClose(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let modifiedAt = Timestamp(seconds: Int64(status.st_mtim.tv_sec))
        else { return nil }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < limit {
            let count = systemRead(descriptor, &block, min(block.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            bytes += block[..<count]
        }
        // As it was before the first byte was read: what is written meanwhile is another version.
        let version = WeatherFile.Version(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int64(status.st_mtim.tv_sec),
            nanoseconds: Int64(status.st_mtim.tv_nsec))
        return Content(bytes: bytes, modifiedAt: modifiedAt, version: version)
    }

    private static func systemClose(_ descriptor: CInt) -> CInt { close(descriptor) }
}

// The name of the member above hides that of the system.
private func systemRead(_ descriptor: CInt, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
