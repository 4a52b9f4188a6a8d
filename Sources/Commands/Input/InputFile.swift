// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads small files as a whole; `-` is standard input.
enum InputFile {
    /// Reads at most `limit` bytes.
    ///
    /// - Throws: `CommandFailure` with what is wrong with the file, or that it is larger.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        let name = path == "-" ? "standard input" : path
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(name, errno) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(name, errno) }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: block[..<count])
            guard bytes.count <= limit else {
                throw CommandFailure("\(name): larger than \(limit) bytes: this is not the right file", .badInput)
            }
        }
    }

    private static func failure(_ name: String, _ code: Int32) -> CommandFailure {
        if code == EISDIR { return CommandFailure("\(name): this is a folder; name a file in it", .badInput) }
        return CommandFailure(
            "\(name): \(String(cString: strerror(code)))", CommandFailure.status(ofErrno: code, creating: false))
    }
}
