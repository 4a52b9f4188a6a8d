// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("The coordinator's configuration", .timeLimit(.minutes(1)))
struct ConfigurationTests {
    @Test("A key that means nothing, and a value where a list belongs, are refused with the line and what was meant")
    func refused() async throws {
        try await Self.run { home, group in
            let written = try String(contentsOfFile: home.configuration, encoding: .utf8)
            let cases = [
                ("weather: []", "wetter: []", "the key \"wetter\" is not known here; did you mean weather?"),
                (
                    "weatherMaxAgeMinutes: 360", "weahterMaxAge: 5",
                    "the key \"weahterMaxAge\" is not known here; remove it"
                ),
                (
                    "controlBytes:", "controlByts:",
                    "limits: the key \"controlByts\" is not known here; did you mean controlBytes?"
                ),
                ("weather: []", "weather: london=london.json", "weather: expected a list, as [\"london=london.json\"]"),
            ]
            for (key, fault, message) in cases {
                let text = written.replacing(key, with: fault)
                let line = text[..<(try #require(text.firstRange(of: fault))).lowerBound].count { $0 == "\n" } + 1
                try Self.write(text, to: home)
                let run = try group.start(
                    ProcessPrograms.symbolond(), ["status", "--config", home.configuration], name: "refused")
                #expect(try await run.waitForExit().code == 78)
                #expect(
                    run.standardError.hasPrefix("symbolond: \(home.configuration):\(line): \(message)"),
                    "\(run.standardError)")
                #expect(run.standardError.count { $0 == "\n" } == 1)
            }
        }
    }

    @Test("The keys of the weather may be left out")
    func withoutWeather() async throws {
        try await Self.run { home, _ in
            var text = try String(contentsOfFile: home.configuration, encoding: .utf8)
            text.replace("weather: []", with: "")
            text.replace("weatherMaxAgeMinutes: 360", with: "")
            try Self.write(text, to: home)
            _ = try await home.status()
        }
    }

    @Test("A folder in place of the file is told as such")
    func folder() async throws {
        try await Self.run { home, group in
            let run = try group.start(
                ProcessPrograms.symbolond(), ["status", "--config", home.folder.path], name: "folder")
            #expect(try await run.waitForExit().code == 66)
            #expect(
                run.standardError == "symbolond: \(home.folder.path): a folder; name the symbolond.yaml in it\n",
                "\(run.standardError)")
        }
    }

    private static func run(_ body: (CoordinatorHome, ProcessGroup) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let group = try ProcessGroup(in: folder)
        defer { group.end() }
        try await body(CoordinatorHome(at: folder.appending(path: "coordinator"), in: group), group)
    }

    /// Keeps the file's mode, which an atomic write would not.
    private static func write(_ text: String, to home: CoordinatorHome) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: home.configuration))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }
}
