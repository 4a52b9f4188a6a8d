// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

#if os(Linux)
    /// What the linker made of the graph, as the loader sees it; asked with ldd, so on Linux only.
    @Suite("The built programs")
    struct BinaryTests {
        /// A name of libsodium's interface that survives static linking and stripping of debug information.
        static let symbol = Data("crypto_scalarmult_ristretto255".utf8)

        /// A program that was built together with this test.
        static func program(_ name: String) throws -> URL {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: own).deletingLastPathComponent().appending(path: name)
        }

        static func libraries(of name: String) throws -> String {
            let output = try BoundedProcess.output(
                of: ["ldd", try program(name).path], in: SourceTree.root, seconds: 60)
            return String(decoding: output, as: UTF8.self)
        }

        @Test("symbolond is not linked with libsodium")
        func server() throws {
            let libraries = try Self.libraries(of: "symbolond")
            #expect(libraries.contains("libc.so"))
            #expect(!libraries.contains("libsodium"))
            #expect(
                try Data(contentsOf: Self.program("symbolond"), options: .alwaysMapped).range(of: Self.symbol) == nil)
        }

        @Test("The same look at symbolon finds it, so that it is known to see; nothing else is linked for numbers")
        func party() throws {
            let libraries = try Self.libraries(of: "symbolon")
            #expect(libraries.contains("libsodium"))
            for library in ["libphonenumber", "libgeocoding", "libicu"] { #expect(!libraries.contains(library)) }
            #expect(
                try Data(contentsOf: Self.program("symbolon"), options: .alwaysMapped).range(of: Self.symbol) != nil)
        }
    }
#endif
