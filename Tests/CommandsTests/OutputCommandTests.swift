// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Home
import TestSupport
import Testing

@Suite("Files that commands write")
struct OutputCommandTests {
    private let brand: BrandHome

    /// For commands without a home.
    private let program: Program
    private let elsewhere: TemporaryFolder

    init() throws {
        brand = try BrandHome()
        elsewhere = try TemporaryFolder()
        program = try Program(in: elsewhere)
    }

    private var folder: TemporaryFolder { brand.folder }

    /// Commands whose output is the path, each with the list that it reads.
    private static let commands: [[String]] = [
        ["numbers", "check", "LIST", "--out", "PATH"], ["numbers", "clean", "LIST", "--out", "PATH"],
        ["numbers", "clean", "LIST", "--out", "FREE", "--rejects", "PATH"],
        ["join", "LIST", "--agreement", "spring-launch", "--rejects", "PATH"],
        ["blind", "LIST", "--agreement", "spring-launch", "--out", "FREE", "--rejects", "PATH"],
        ["blind", "LIST", "--agreement", "spring-launch", "--out", "PATH"],
        ["consents", "import", "LIST", "--rejects", "PATH"],
    ]

    /// Commands that read no list.
    private static let listless: [[String]] = [
        ["agreement", "new", "--out", "PATH"], ["agreement", "sign", "spring-launch", "--out", "PATH"],
        ["activations", "pull", "--agreement", "spring-launch", "--context", "evening", "--out", "PATH"],
    ]

    @Test(
        "No command writes over the file that it reads, by whatever name and with --force", arguments: commands.indices)
    func input(index: Int) async throws {
        let list = try brand.write([(0, ConsentColumns())])
        let before = try folder.text(of: "list.csv")
        #expect(link(list, folder.file("hard.csv")) == 0 && symlink(list, folder.file("soft.csv")) == 0)
        for name in ["list.csv", "hard.csv", "soft.csv"] {
            let arguments = Self.commands[index].map { word in
                ["LIST": list, "PATH": folder.file(name), "FREE": folder.file("free")][word] ?? word
            }
            let ending = try await run(arguments + ["--force"])
            #expect(ending.code == 73 && ending.output.isEmpty, "\(arguments)")
            #expect(ending.errors.hasPrefix("symbolon: \(folder.file(name)): this is the file that is read"))
            #expect(ending.errors.split(separator: "\n").count == 1, "\(ending.errors)")
            #expect(try folder.text(of: "list.csv") == before)
            #expect(!FileManager.default.fileExists(atPath: folder.file("free")))
        }
    }

    @Test("No command writes into a home", arguments: commands + listless)
    func home(command: [String]) async throws {
        let list = try brand.write([(0, ConsentColumns())])
        let key = brand.home.path + "/identity.key"
        let before = try Data(contentsOf: URL(filePath: key))
        for path in [key, brand.home.path + "/rounds/new"] {
            let arguments = command.map { ["LIST": list, "PATH": path, "FREE": folder.file("free")][$0] ?? $0 }
            let ending = try await run(arguments + ["--force"])
            #expect(ending.code == 73 && ending.output.isEmpty, "\(arguments)")
            #expect(ending.errors.hasPrefix("symbolon: \(path): this is inside the home "), "\(ending.errors)")
            #expect(ending.errors.split(separator: "\n").count == 1)
        }
        #expect(try Data(contentsOf: URL(filePath: key)) == before)
        #expect(!FileManager.default.fileExists(atPath: brand.home.path + "/rounds/new"))
    }

    @Test("What is no plain file is never replaced", arguments: commands.indices)
    func special(index: Int) async throws {
        let list = try brand.write([(0, ConsentColumns())])
        let isWritable =
            Self.commands[index].starts(with: ["numbers"]) && Self.commands[index].last == "PATH"
            && Self.commands[index].dropLast().last == "--out"
        try FileManager.default.createDirectory(atPath: folder.file("sub"), withIntermediateDirectories: false)
        for path in [folder.file("sub"), "/dev/null"] {
            let arguments = Self.commands[index].map {
                ["LIST": list, "PATH": path, "FREE": folder.file("free")][$0] ?? $0
            }
            let ending = try await run(arguments + ["--force"])
            // A device takes what is written, and stays what it is.
            #expect(ending.code == (isWritable && path == "/dev/null" ? 0 : 73), "\(arguments): \(ending.errors)")
        }
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("sub")).isEmpty)
    }

    private func run(_ arguments: [String]) async throws -> Program.Ending {
        guard arguments.first == "numbers" else { return try await brand.run(arguments) }
        return try await program.run(arguments)
    }

    @Test("Rejects go to a file of their own")
    func standardOutput() async throws {
        let list = try brand.write([(0, ConsentColumns())])
        let ending = try await brand.run("consents", "import", list, "--rejects", "-")
        #expect(ending.code == 64 && ending.errors == "symbolon: --rejects needs a file of its own\n")
        let out = folder.file("out")
        let blind = try await brand.run(
            "blind", list, "--agreement", "spring-launch", "--out", out, "--rejects", folder.file("./out"))
        #expect(blind.code == 64 && !FileManager.default.fileExists(atPath: out))
    }

    @Test("A folder in place of a file is bad input, whichever command reads it")
    func folders() async throws {
        for arguments in [
            ["consents", "import", folder.path], ["join", folder.path, "--agreement", "spring-launch"],
            ["blind", folder.path, "--agreement", "spring-launch", "--out", folder.file("b")],
            ["agreement", "show", folder.path], ["agreement", "sign", folder.path],
            ["segments", "apply", folder.path, "--agreement", "spring-launch"],
            ["contexts", "apply", folder.path, "--agreement", "spring-launch"],
        ] {
            let ending = try await brand.run(arguments)
            #expect(ending.code == 65, "\(arguments): \(ending.errors)")
            #expect(ending.errors == "symbolon: \(folder.path): this is a folder; name a file in it\n")
        }
        for arguments in [["numbers", "check", folder.path], ["rules", "eval", "true", "--data", folder.path]] {
            #expect(try await program.run(arguments).code == 65)
        }
    }
}
