// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Memory of the system's own pages, zero at first, given back as a whole; huge pages where the system allows them.
///
/// Tables and buffers of a match are larger than what small pages' translations in the processor cover; with huge pages they are not.
final class PageMemory {
    private static let hugePage = 1 << 21

    let base: UnsafeMutableRawPointer
    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int

    /// Throws ``TokenFault/noMemory``.
    init(byteCount: Int) throws(TokenFault) {
        // One page more, so that the part that is used can start where a huge page may.
        let slack = byteCount >= Self.hugePage ? Self.hugePage : 0
        let bytes = max(byteCount, 1) + slack
        guard
            let start = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous, -1, 0),
            start != MAP_FAILED
        else { throw .noMemory }
        mapping = start
        mappedBytes = bytes
        base = slack > 0 ? start.alignedUp(toMultipleOf: Self.hugePage) : start
        #if os(Linux)
            // A hint: without it everything works, slower.
            if slack > 0 { _ = madvise(base, byteCount, Self.hugePagesAdvice) }
        #endif
    }

    deinit { munmap(mapping, mappedBytes) }

    #if os(Linux)
        private static let anonymous = MAP_ANONYMOUS
        /// MADV_HUGEPAGE of madvise(2).
        private static let hugePagesAdvice: CInt = 14
    #else
        private static let anonymous = MAP_ANON
    #endif
}
