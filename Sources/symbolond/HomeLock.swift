// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Keeps a second serving process away from the same state; the system releases it with the process.
struct HomeLock {
    private let descriptor: CInt

    /// Takes the lock; refused at once where another process has it.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure(.cannotCreate, "\(path): cannot be created") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor)
            throw CommandFailure(.busy, "\(path): another symbolond serves this home; end it first")
        }
    }
}
