// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import TestSupport
import Testing

@Suite("A list is blinded in parts from the command line")
struct BlindPartsTests {
    private let brand: BrandHome
    private var folder: TemporaryFolder { brand.folder }

    init() throws { brand = try BrandHome() }

    private func blind(_ arguments: String...) async throws -> Program.Ending {
        try await brand.run(["blind"] + arguments + ["--agreement", "spring-launch"])
    }

    @Test("Parts of a brand's list are merged with its consents, and what is given out is the list of one run")
    func merge() async throws {
        var withdrawn = ConsentColumns()
        withdrawn.state = "withdrawn"
        let list = try brand.write((0..<80).map { ($0, $0 == 7 ? withdrawn : ConsentColumns()) })
        for (rows, name) in [("1-30", "a"), ("31-", "b")] {
            let ending = try await blind(list, "--rows", rows, "--out", folder.file(name))
            #expect(ending.code == 0, "\(ending.errors)")
        }
        let json = try await blind(list, "--rows", "80", "--out", folder.file("c"), "--format", "json")
        #expect(json.code == 0 && json.output.contains(#""count":1"#) && json.output.contains(#""rows":[80,80]"#))
        let out = folder.file("list.blinded")
        let merged = try await blind(
            list, "--merge", folder.file("a"), folder.file("b"), folder.file("c"), "--out", out, "--format", "json")
        #expect(merged.code == 0, "\(merged.errors)")
        #expect(merged.errors.contains("79 of 79 numbers were blinded before, in parts."))
        #expect(merged.output.contains(#""count":79"#) && merged.output.contains("withdrawn"))
        let late = try await blind(list, "--rows", "1-2", "--round", "1", "--out", folder.file("late"))
        #expect(late.code == 1 && late.errors.contains("prepared before"))
    }

    @Test("Wrong rows and parts are one line, and spend no round", arguments: 0..<9)
    func wrong(_ which: Int) async throws {
        let list = try brand.write((0..<80).map { ($0, ConsentColumns()) })
        try Data("number\n".utf8).write(to: URL(filePath: folder.file("other")))
        let out = ["--out", folder.file("o")]
        let (arguments, code): ([String], Int32) = [
            (["--rows", "0-5"], 64), (["--rows", "5-1"], 64), (["--rows", "-5"], 64), (["--rows", "a-b"], 64),
            (["--rows", "1-+5"], 64), (["--rows", "1-5", "--merge", folder.file("other")], 64),
            (["--rows", "1-5", "--rejects", folder.file("r")], 64), (["--merge", folder.file("other")], 65),
            (["--merge", folder.file("none")], 65),
        ][which]
        let ending = try await brand.run(["blind", list, "--agreement", "spring-launch"] + out + arguments)
        #expect(ending.code == code, "\(ending.errors)")
        let last = ending.errors.split(separator: "\n").last.map(String.init) ?? ""
        #expect(last.hasPrefix("symbolon: "), "\(ending.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("o")))
        #expect(try brand.home.highestRound(of: brand.agreement.id) == 0)
    }

    @Test("A part that exists is replaced only when that was asked for")
    func existing() async throws {
        let list = try brand.write((0..<80).map { ($0, ConsentColumns()) })
        try Data("mine\n".utf8).write(to: URL(filePath: folder.file("a")))
        #expect(try await blind(list, "--rows", "1-5", "--out", folder.file("a")).code == 73)
        #expect(try String(contentsOfFile: folder.file("a"), encoding: .utf8) == "mine\n")
        #expect(try await blind(list, "--rows", "1-5", "--out", folder.file("a"), "--force").code == 0)
    }
}
