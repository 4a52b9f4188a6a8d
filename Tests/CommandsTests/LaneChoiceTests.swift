// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("The program and the lanes it is told to use")
struct LaneChoiceTests {
    @Test("Lanes that are none end every command with one line and 78, and those there are do not")
    func choice() async throws {
        let folder = try TemporaryFolder()
        let program = try Program(in: folder)
        for name in ["fast", "AVX2", "line\nbreak"] {
            let ending = try await program.run(["identity", "show"], environment: ["SYMBOLON_LANES": name])
            #expect(ending.code == 78)
            #expect(ending.output.isEmpty)
            #expect(ending.errors.hasPrefix("symbolon: SYMBOLON_LANES is \""))
            #expect(ending.errors.hasSuffix(": unset it, or set it to portable or avx2 or avx512ifma\n"))
            #expect(ending.errors.count { $0.isNewline } == 1)
        }
        // Help tells which there are.
        let help = try await program.run(["speed", "--help"], environment: ["SYMBOLON_LANES": "fast"])
        #expect(help.code == 0 && help.errors.isEmpty)
        #expect(help.output.contains("SYMBOLON_LANES=portable|avx2|avx512ifma"))
        // So does a command of which only a part was given.
        for words in [[], ["numbers"], ["help", "speed"]] {
            let help = try await program.run(words, environment: ["SYMBOLON_LANES": "fast"])
            #expect(help.code == 0 && help.errors.isEmpty && help.output.contains("USAGE: symbolon"))
        }
        for name in ["", "portable"] {
            let ending = try await program.run(["--version"], environment: ["SYMBOLON_LANES": name])
            #expect(ending.code == 0)
        }
    }
}
