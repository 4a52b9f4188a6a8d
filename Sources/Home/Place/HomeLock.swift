// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Holds a home for one process, or one part of a process, until the value ends.
///
/// `flock` on a file of the home: the system releases it when the process dies, however it dies.
package struct HomeLock: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor
    /// A tenth of a second.
    static let shortly = 20

    /// Takes the lock; throws `HomeError.busy` where another has it and keeps it for `tries` times 5 ms.
    init(path: String, home: String, creating: Bool = false, tries limit: Int = shortly) throws {
        let number = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | (creating ? O_CREAT : 0), 0o600)
        guard number >= 0 else { throw SecretsError.file(operation: "open", path: path, code: errno) }
        let descriptor = OwnedDescriptor(owning: number, name: path)
        var tries = 0
        while flock(number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            if errno == EWOULDBLOCK {
                // A child that another thread is just starting holds the descriptor until its exec: not a process at work.
                guard tries < limit else { throw HomeError.busy(path: home) }
                tries += 1
                usleep(5_000)
                continue
            }
            throw SecretsError.file(operation: "lock", path: path, code: errno)
        }
        self.descriptor = descriptor
    }
}
