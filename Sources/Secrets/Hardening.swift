// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Protects the process as a whole; called first thing in a program that handles secrets.
package enum Hardening {
    /// Makes sure that a crash leaves no memory in a file, and that no other process of the user can read it.
    ///
    /// Sets RLIMIT_CORE to 0 and, on Linux, PR_SET_DUMPABLE to 0, which also refuses a debugger without privileges.
    package static func disableCoreDumps() throws(SecretsError) {
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            let status = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #else
            let status = unsafe setrlimit(RLIMIT_CORE, &limit)
        #endif
        guard status == 0 else { throw .notHardened(operation: "forbid core files", code: errno) }
        #if os(Linux)
            guard symbolon_forbid_dumps() == 0 else {
                throw .notHardened(operation: "forbid memory dumps", code: errno)
            }
        #endif
    }

    /// Tells whether the process is protected so.
    package static var coreDumpsAreDisabled: Bool {
        var limit = rlimit(rlim_cur: 1, rlim_max: 1)
        #if canImport(Glibc)
            let status = unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #else
            let status = unsafe getrlimit(RLIMIT_CORE, &limit)
        #endif
        guard status == 0, limit.rlim_cur == 0, limit.rlim_max == 0 else { return false }
        #if os(Linux)
            return symbolon_may_be_dumped() == 0
        #else
            return true
        #endif
    }
}
