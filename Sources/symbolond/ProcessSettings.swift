// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the process asks of the system before it does anything else.
enum ProcessSettings {
    /// Forbids core files, which would hold keys and tokens, and makes every new file private.
    static func harden() throws {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            let status = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #else
            let status = setrlimit(RLIMIT_CORE, &limit)
        #endif
        guard status == 0 else { throw CommandFailure(.notPermitted, "core files cannot be forbidden (RLIMIT_CORE)") }
        _ = umask(0o077)
    }

    /// Keeps a SIGHUP that comes before the reload service listens from ending the process.
    static func ignoreHangup() { _ = signal(SIGHUP, SIG_IGN) }

    /// Seconds since 1970.
    static func clock() -> Int64 { Int64(time(nil)) }

    /// The process's number.
    static var identifier: Int64 { Int64(getpid()) }
}
