// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many files the process may have open at once.
enum OpenFileLimit {
    /// Files that a command needs beside those that it counts.
    private static let others = 128

    /// Raises the limit where a command is about to open many files, as far as the system allows it.
    ///
    /// - Throws: `CommandFailure` where it does not allow enough.
    static func raise(for files: Int) throws {
        let needed = rlim_t(files + others)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
        let allowed = limit.rlim_max
        limit.rlim_cur = min(needed, allowed)
        guard allowed >= needed, setrlimit(resource, &limit) == 0 else {
            throw CommandFailure(
                "\(files) files at once need a limit of \(needed) open files, and the system allows \(allowed): raise it (ulimit -n), "
                    + "or name fewer files", .inputOutput)
        }
    }

    #if canImport(Glibc)
        private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
    #else
        private static var resource: CInt { RLIMIT_NOFILE }
    #endif
}
