// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Results go to stdout, everything else to stderr.
enum Terminal {
    /// Prints a line of a result.
    static func show(_ line: String) { write(line, to: STDOUT_FILENO) }

    /// Prints a message.
    static func complain(_ line: String) { write(line, to: STDERR_FILENO) }

    private static func write(_ line: String, to descriptor: CInt) {
        let bytes = Array((line + "\n").utf8)
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = systemWrite(descriptor, base, rest.count)
                if count < 0, errno == EINTR { continue }
                // A reader that has gone is no reason to fail.
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

// The name of the member above hides that of the system.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
