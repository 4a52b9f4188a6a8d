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
        #expect(late.code == 1 && late.errors.contains("its list was made before"))
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

    @Test("A place where no part can be written is told before anything is read")
    func impossible() async throws {
        let list = try brand.write((0..<80).map { ($0, ConsentColumns()) })
        let ending = try await blind(list, "--rows", "1-5", "--out", "/nowhere/part")
        #expect(ending.code == 73)
        #expect(ending.errors.hasPrefix("symbolon: /nowhere/part: ") && ending.errors.count { $0.isNewline } == 1)
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

    @Test("Parts of a round can still be made and merged after a list or parts were made for a later one")
    func laterRound() async throws {
        let list = try brand.write((0..<80).map { ($0, ConsentColumns()) })
        func part(_ rows: String, _ round: String, _ name: String) async throws -> Program.Ending {
            try await blind(list, "--rows", rows, "--round", round, "--out", folder.file(name))
        }
        #expect(try await part("1-30", "1", "a").code == 0)
        #expect(try await part("1-30", "2", "other").code == 0)
        #expect(try await blind(list, "--round", "3", "--out", folder.file("third")).code == 0)
        let second = try await part("31-", "1", "b")
        #expect(second.code == 0, "\(second.errors)")
        let rounds = try await brand.run(["rounds", "list", "--offline", "--format", "json"])
        #expect(rounds.output.components(separatedBy: #""parts":true"#).count == 3, "\(rounds.output)")
        #expect(try await brand.run(["rounds", "list", "--offline"]).output.contains("parts"))
        let merged = try await blind(
            list, "--merge", folder.file("a"), folder.file("b"), "--round", "1", "--out", folder.file("list"))
        #expect(merged.code == 0 && merged.errors.contains("80 of 80 numbers were blinded before"), "\(merged.errors)")
        #expect(try brand.home.roundsWithParts(of: brand.agreement.id) == [2])
    }

    @Test("A list on standard output, and what would not be looked at for a list that is there, are refused")
    func unused() async throws {
        let list = try brand.write((0..<80).map { ($0, ConsentColumns()) })
        let stream = try await blind(list, "--out", "-")
        #expect(stream.code == 64 && stream.errors.contains("only a part"), "\(stream.errors)")
        #expect(try brand.home.highestRound(of: brand.agreement.id) == 0)
        #expect(try await blind(list, "--out", folder.file("list")).code == 0)
        for ignored in [["--rejects", folder.file("r")], ["--merge", folder.file("a")]] {
            let again = try await brand.run(
                ["blind", list, "--agreement", "spring-launch", "--round", "1", "--out", folder.file("again")] + ignored
            )
            #expect(again.code == 1 && again.errors.contains("leave out --merge and --rejects"), "\(again.errors)")
        }
    }
}
