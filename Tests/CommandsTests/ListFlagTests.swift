// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("What a person says about a list")
struct ListFlagTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder)
    }

    private func clean(_ path: String, _ arguments: String...) async throws -> Program.Ending {
        try await program.run(["numbers", "clean", path, "--out", "-"] + arguments)
    }

    private func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = folder.file(name)
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    @Test("A list in Windows-1252 is read and said so in one line; --encoding goes before what is found")
    func windows() async throws {
        let path = try write(Array("name,phone\nJos".utf8) + [0xE9] + Array(",+12015550100\n".utf8), to: "a.csv")
        let read = try await clean(path)
        #expect(read.code == 0 && read.output == "+12015550100\n")
        #expect(
            read.errors.hasPrefix(
                "symbolon: \(path): read as Windows-1252, not UTF-8; say --encoding utf-8 to have such rows refused "
                    + "instead.\n1 row: 1 valid"))
        let told = try await clean(path, "--encoding", "windows-1252")
        #expect(told.output == "+12015550100\n" && told.errors.hasPrefix("1 row: 1 valid"))
        let refused = try await clean(path, "--encoding", "utf-8")
        #expect(refused.output.isEmpty && refused.errors.contains("invalid-encoding"))
        let unknown = try await clean(path, "--encoding", "ebcdic")
        #expect(unknown.code == 64)
        #expect(unknown.errors == "symbolon: --encoding: expected one of utf-8, utf-16, windows-1252\n")
    }

    @Test("UTF-16 with a mark is read without a word")
    func wide() async throws {
        let units = Array("\u{FEFF}name,phone\r\nZoë,+12015550100\r\n".utf16)
        let path = try write(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "a.csv")
        let read = try await clean(path)
        #expect(read.output == "+12015550100\n" && read.errors.hasPrefix("1 row: 1 valid"))
    }

    @Test("A preset says which column the number is in, and --column and --columns go before it")
    func presets() async throws {
        let list = "Default Address Phone,Phone,Other\n+12015550101,+12015550100,+12015550102\n"
        let path = try folder.write(list, to: "shop.csv")
        #expect(try await clean(path, "--preset", "shopify").output == "+12015550100\n")
        #expect(try await clean(path, "--preset", "shopify", "--column", "Other").output == "+12015550102\n")
        let map = try folder.write("number: Default Address Phone\n", to: "map.yaml")
        #expect(try await clean(path, "--preset", "shopify", "--columns", map).output == "+12015550101\n")
    }

    @Test("A preset that is not known, and one that does not fit, are told in one line")
    func wrongPresets() async throws {
        let path = try folder.write("a,b\n1,+12015550100\n", to: "list.csv")
        let unknown = try await clean(path, "--preset", "acme")
        #expect(unknown.code == 64)
        #expect(
            unknown.errors
                == "symbolon: --preset: expected one of hubspot, klaviyo, salesforce, shopify, twilio\n")
        let absent = try await clean(path, "--preset", "shopify")
        #expect(absent.code == 64)
        #expect(
            absent.errors
                == "symbolon: \(path): there is no column \"Phone\"; the columns are \"a\", \"b\".\n")
    }

    @Test("Repetitions are counted where each number is written once, and not told otherwise")
    func repetitions() async throws {
        let path = try folder.write("phone\n+12015550100\n+12015550100\n", to: "list.csv")
        let all = try await clean(path)
        #expect(all.output == "+12015550100\n+12015550100\n")
        #expect(all.errors == "2 rows: 2 valid, 0 possible, 0 invalid. 2 written.\n")
        let once = try await clean(path, "--unique")
        #expect(once.output == "+12015550100\n")
        #expect(once.errors == "2 rows: 2 valid, 0 possible, 0 invalid; 1 repeat an earlier number. 1 written.\n")
        let file = folder.file("out.txt")
        let json = try await program.run(["numbers", "clean", path, "--out", file, "--format", "json"])
        #expect(json.output.contains("\"duplicates\":null"))
    }
}
