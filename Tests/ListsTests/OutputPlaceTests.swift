// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists
import Testing

@Suite("Where files may be written")
struct OutputPlaceTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("place-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("phone\n".utf8).write(to: folder.appending(path: "list.csv"))
        try body(folder.path)
    }

    @Test("A file that is read is told apart through every path and link to it")
    func same() throws {
        try withFolder { folder in
            let list = folder + "/list.csv"
            #expect(link(list, folder + "/hard") == 0 && symlink(list, folder + "/soft") == 0)
            for path in [
                list, folder + "/../\((folder as NSString).lastPathComponent)/list.csv", folder + "/hard",
                folder + "/soft",
            ] {
                #expect(
                    message { try OutputPlace.check(path, reading: [folder + "/other", list]) }
                        == "\(path): this is the file that is read (\(list)); name another one to write.")
            }
            #expect(message { try OutputPlace.check(folder + "/new", reading: [list]) } == "no error")
        }
    }

    @Test("Only plain files are replaced")
    func plain() throws {
        try withFolder { folder in
            #expect(symlink(folder + "/list.csv", folder + "/soft") == 0 && mkfifo(folder + "/fifo", 0o600) == 0)
            #expect(message { try OutputPlace.check(folder) } == "\(folder): this is a folder; name a file in it.")
            #expect(
                message { try OutputPlace.check(folder + "/soft") }
                    == "\(folder)/soft: this is a link; name the file itself.")
            for path in ["/dev/null", folder + "/fifo"] {
                #expect(message { try OutputPlace.check(path) } == "\(path): this is no plain file; name another one.")
                #expect(message { _ = try RejectsWriter(path: path, force: true) }.contains("no plain file"))
            }
            #expect(message { try OutputPlace.check(folder + "/list.csv") } == "no error")
            #expect(FileManager.default.fileExists(atPath: "/dev/null"))
        }
    }

    @Test("Nothing is made inside a home, at any depth and through links")
    func homes() throws {
        try withFolder { folder in
            for (name, file) in [("party", "symbolon.json"), ("coordinator", "symbolond.yaml")] {
                let home = folder + "/" + name
                try FileManager.default.createDirectory(atPath: home + "/a/b", withIntermediateDirectories: true)
                try Data().write(to: URL(filePath: home + "/" + file))
                #expect(symlink(home + "/a", folder + "/to-\(name)") == 0)
                for path in [home + "/" + file, home + "/new", home + "/a/b/new", folder + "/to-\(name)/b/new"] {
                    #expect(message { try OutputPlace.check(path) }.contains("this is inside the home "), "\(path)")
                }
                #expect(message { try OutputPlace.check(home + ".csv") } == "no error")
            }
        }
    }

    @Test("Two outputs are one where they are one file, or would be")
    func outputs() throws {
        try withFolder { folder in
            #expect(OutputPlace.areSame(folder + "/new", folder + "/./new"))
            #expect(!OutputPlace.areSame(folder + "/new", folder + "/newer"))
            #expect(!OutputPlace.areSame(folder + "/new", folder + "/list.csv"))
            #expect(!OutputPlace.areSame("/nowhere/new", "/elsewhere/new"))
            #expect(!OutputPlace.areSame("-", folder + "/new"))
        }
    }
}
