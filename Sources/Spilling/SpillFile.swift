// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A temporary file without a name: private bytes that are gone with the process, however it ends.
///
/// Made with mode 0600 under a random name that is removed at once, before anything is written.
package final class SpillFile {
    private let descriptor: Int32
    private let folder: String
    /// Bytes in the file.
    package private(set) var size = 0

    /// Makes the file in a folder.
    package init(in folder: String) throws(SpillError) {
        self.folder = folder
        var name = Array("\(folder)/symbolon-XXXXXX".utf8CString)
        // mkstemp makes files with mode 0600 (POSIX.1-2008).
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw SpillError(.create, folder: folder, code: errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        guard unlink(name) == 0 else { throw SpillError(.create, folder: folder, code: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Adds bytes at the end.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(SpillError) {
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(size + written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpillError(.write, folder: folder, code: count < 0 ? errno : ENOSPC) }
            written += count
        }
        size += written
    }

    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws(SpillError) {
        try bytes.span.withUnsafeBytes { (buffer) throws(SpillError) in try append(buffer) }
    }

    /// Fills the part of an array that starts at an index with the bytes from a position on; answers how many there were.
    func read(at position: Int, into bytes: inout [UInt8], from start: Int) throws(SpillError) -> Int {
        var span = bytes.mutableSpan
        return try span.withUnsafeMutableBytes { (buffer) throws(SpillError) in
            try read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
        }
    }

    /// Fills a buffer with the bytes from a position on; answers how many there were.
    package func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SpillError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(position + filled))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SpillError(.read, folder: folder, code: errno) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
