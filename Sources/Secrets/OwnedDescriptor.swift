// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Owns an open file and closes it when the value ends.
package struct OwnedDescriptor: ~Copyable, Sendable {
    package let number: CInt

    /// Names the file in errors.
    package let name: String

    /// Takes over an open descriptor.
    package init(owning number: CInt, name: String) {
        self.number = number
        self.name = name
    }

    /// Writes every byte, however many calls that takes.
    package borrowing func writeAll(_ bytes: UnsafeRawBufferPointer) throws(SecretsError) {
        var done = 0
        while done < bytes.count {
            guard let base = bytes.baseAddress else { return }
            let written = unsafe write(number, base + done, bytes.count - done)
            if written < 0 {
                if errno == EINTR { continue }
                throw .file(operation: "write", path: name, code: errno)
            }
            done += written
        }
    }

    /// Reads until the buffer is full or the file ends; returns the number of bytes read.
    package borrowing func readFull(into bytes: UnsafeMutableRawBufferPointer) throws(SecretsError) -> Int {
        var done = 0
        while done < bytes.count {
            guard let base = bytes.baseAddress else { break }
            let count = unsafe read(number, base + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw .file(operation: "read", path: name, code: errno)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Waits until what was written is on the disk.
    package borrowing func synchronize() throws(SecretsError) {
        while fsync(number) != 0 {
            if errno == EINTR { continue }
            throw .file(operation: "put on the disk", path: name, code: errno)
        }
    }

    deinit {
        // Nothing is lost with this error: what must last was synchronised before.
        _ = close(number)
    }
}
