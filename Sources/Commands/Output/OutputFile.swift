// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists

/// A file that a command makes: there whole after `commit`, or not at all; `-` is standard output.
///
/// Writes beside its place and renames at the end, so that a run that fails leaves an older file as it was. A character
/// device or a pipe at the path is written as it is and never replaced.
package final class OutputFile {
    /// As the caller named it.
    let path: String
    private let temporary: String?
    private let replacing: Bool
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private static let flushSize = 1 << 16

    /// Creates the temporary file.
    ///
    /// Mode 0600 where `isPrivate`, for files that hold numbers; else what the umask leaves of 0666. Throws `CommandFailure`
    /// with `cannotCreate` where something is at the path and `force` is false, and whatever `force` is where it is one of the
    /// `inputs`, the files that the command reads, or no plain file.
    package init(path: String, force: Bool, isPrivate: Bool, reading inputs: [String] = []) throws {
        self.path = path
        replacing = force
        buffer.reserveCapacity(Self.flushSize)
        if path == "-" {
            temporary = nil
            descriptor = STDOUT_FILENO
        } else if OutputPlace.kind(of: path) == .stream {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            // A link to wherever the shell directs it: to replace that would leave the link's folder changed instead.
            guard path != "/dev/stdout" else {
                throw CommandFailure("/dev/stdout: standard output is called -", .cannotCreate)
            }
            try OutputPlace.check(path, reading: inputs)
            guard force || OutputPlace.kind(of: path) == .nothing else { throw Self.existing(path) }
            let name = "\(path).\(getpid()).tmp"
            temporary = name
            unlink(name)
            descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        }
        guard descriptor >= 0 else { throw Self.failure(path, errno, .cannotCreate) }
    }

    deinit {
        if let temporary, descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }

    /// Adds bytes.
    package func write(_ bytes: some Collection<UInt8>) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.flushSize { try flush() }
    }

    /// Hands the bytes so far to the system.
    package func flush() throws {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count > 0 {
                written += count
            } else if errno == EPIPE {
                throw CommandFailure("", .inputOutput)
            } else if errno != EINTR {
                throw Self.failure(path == "-" ? "standard output" : path, errno, .inputOutput)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Makes the file durable under its name.
    package func commit() throws {
        try flush()
        guard let temporary else { return }
        guard fsync(descriptor) == 0 else { throw Self.failure(path, errno, .inputOutput) }
        if replacing {
            guard rename(temporary, path) == 0 else { throw Self.failure(path, errno, .cannotCreate) }
        } else {
            guard link(temporary, path) == 0 else {
                throw errno == EEXIST ? Self.existing(path) : Self.failure(path, errno, .cannotCreate)
            }
            unlink(temporary)
        }
        close(descriptor)
        descriptor = -1
    }

    private static func existing(_ path: String) -> CommandFailure {
        CommandFailure("\(path): the file exists: name another one, or use --force to replace it", .cannotCreate)
    }

    private static func failure(_ path: String, _ code: Int32, _ status: ExitStatus) -> CommandFailure {
        CommandFailure("\(path): \(String(cString: strerror(code)))", status)
    }
}
