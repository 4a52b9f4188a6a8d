// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's randomness, drawn in blocks: a round's handles are millions of numbers, and a call of the system for each costs more than
/// all the rest.
package struct BlockRandomNumberGenerator: RandomNumberGenerator, Sendable {
    private var words: [UInt64] = []

    private static let wordCount = 8192

    package init() {}

    package mutating func next() -> UInt64 {
        if let word = words.popLast() { return word }
        words = [UInt64](repeating: 0, count: Self.wordCount)
        let filled = words.withUnsafeMutableBytes { Self.fill($0) }
        guard filled else {
            // Never so on a system that has started; one word at a time works everywhere.
            words = []
            var system = SystemRandomNumberGenerator()
            return system.next()
        }
        return words.removeLast()
    }

    /// False where the system gives none in this way.
    private static func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        // getrandom(2) is not in Swift's Glibc; this is the same generator.
        let descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var done = 0
        while done < buffer.count {
            let count = read(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
