// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file or standard input, read without a buffer of its own.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let name: String

    /// Opens a file, or takes standard input for `-`.
    init(path: String) throws(ListError) {
        guard path != "-" else {
            descriptor = STDIN_FILENO
            ownsDescriptor = false
            name = "standard input"
            return
        }
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Self.openError(path, errno) }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(opened)
            throw ListError(.badData, "\(path): this is a folder; name a file in it.")
        }
        descriptor = opened
        ownsDescriptor = true
        name = path
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let code = errno
            guard code == EINTR else {
                throw ListError(.inputOutput, "\(name): reading failed: \(String(cString: strerror(code))).")
            }
        }
    }

    private static func openError(_ path: String, _ code: Int32) -> ListError {
        switch code {
        case ENOENT, ENOTDIR: ListError(.missing, "\(path): there is no such file; check the path.")
        case EACCES, EPERM: ListError(.notPermitted, "\(path): you may not read this file; check its permissions.")
        default: ListError(.inputOutput, "\(path): opening failed: \(String(cString: strerror(code))).")
        }
    }
}
