// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Joining
import Lists
import Secrets
import Signing
import TestSupport
import Testing

/// Imports that fail: the register is as it was.
@Suite("Imports of consents that fail")
struct ConsentImportFailureTests {
    private let bench: Bench
    private let before: [RegisteredConsent]

    init() throws {
        bench = try Bench.small()
        try bench.importConsents([(0, .state("withdrawn")), (5, ConsentColumns())])
        before = try bench.register()
        #expect(before.count == 2)
    }

    private func expectUnchanged(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try bench.register() == before, sourceLocation: sourceLocation)
        // Nor after the lock that clears what was left behind.
        _ = try bench.home.lock()
        #expect(try bench.register() == before, sourceLocation: sourceLocation)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(bench.home.path)/consents")
        #expect(files.count == 2, sourceLocation: sourceLocation)
    }

    /// A gzip member of stored blocks (RFC 1952, RFC 1951 §3.2.4) that ends after all of the text, without its trailer.
    private func cutGzip(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let block = rest.prefix(60_000)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            bytes += [0, UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)] + block
        }
        return bytes
    }

    @Test("A compressed file that is cut off after many good rows changes nothing")
    func truncated() throws {
        let row = ConsentColumns().row
        let lines = ["phone,\(ConsentColumns.header)"] + (0..<20_000).map { "\(Bench.e164($0 % 5000)),\(row)" }
        let path = bench.path("c.csv.gz")
        try Data(cutGzip(lines.joined(separator: "\n") + "\n")).write(to: URL(filePath: path))
        var rows: [Int] = []
        let error = #expect(throws: ListError.self) {
            let lock = try bench.home.lock()
            _ = try ConsentImport(home: bench.home, intake: bench.intake(path)).run(holding: lock, at: Bench.now()) {
                rows.append($0)
            }
        }
        // It had read much before it failed.
        #expect(error?.kind == .badData && rows.contains { (1000..<20_000).contains($0) })
        try expectUnchanged()
    }

    @Test("A rejects file that exists already is not touched, and nothing is imported")
    func rejectsExist() throws {
        try bench.write(["mine"], to: "r.csv")
        let list = try bench.write(rows: [(7, ConsentColumns())])
        #expect(throws: ListError.self) { try bench.importConsents(list, rejects: bench.path("r.csv")) }
        #expect(try bench.text(of: "r.csv") == "mine\n")
        try expectUnchanged()
    }

    @Test("A file that is missing, empty or has rows of something else changes nothing")
    func noFile() throws {
        #expect(throws: ListError.self) { try bench.importConsents(bench.path("none.csv")) }
        #expect(throws: ListError.self) { try bench.importConsents(bench.write([], to: "empty.csv")) }
        let report = try bench.importConsents(
            bench.write(["phone,\(ConsentColumns.header)", "hello,,,,,,,,,,"], to: "h.csv"))
        #expect(report.merge.added == 0 && report.refused.values.reduce(0, +) == 1)
        #expect(try bench.register() == before)
    }

    @Test("A register that was changed from outside is not merged, and not replaced either")
    func tampered() throws {
        let folder = "\(bench.home.path)/consents"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder).first { !$0.hasSuffix(".key") })
        var bytes = try bench.bytes(at: "\(folder)/\(name)")
        bytes[bytes.count - 20] ^= 1
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
        #expect(throws: (any Error).self) { try bench.importConsents([(9, ConsentColumns())]) }
        #expect(try bench.bytes(at: "\(folder)/\(name)") == bytes)
        // Nor is a list read against it: a withdrawal might be missing.
        #expect(throws: (any Error).self) { try bench.readList(bench.write(rows: [(9, ConsentColumns())])) }
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 0)
    }

    @Test(
        "An entry that cannot be read keeps no other number from the register, and stays until everything is taken back"
    )
    func brokenEntry() throws {
        let lock = try bench.home.lock()
        let entries = before + [RegisteredConsent(digits: FictionalNumbers.digits(6), payload: Array("{}".utf8))]
        try bench.home.replaceConsents(holding: lock) { writer in for entry in entries { try writer.append(entry) } }
        _ = consume lock
        let report = try bench.importConsents([(1, ConsentColumns()), (6, ConsentColumns()), (7, ConsentColumns())])
        #expect(report.counts == ["rows": 3, "added": 3])
        let after = try bench.register()
        for entry in entries { #expect(after.contains(entry)) }
        #expect(try bench.registeredNumber(6).isUnreadable)
        let list = try bench.write(rows: [(6, ConsentColumns()), (7, ConsentColumns())])
        let reading = try bench.readList(list)
        #expect(reading.rows.keys.sorted() == [FictionalNumbers.digits(7)])
        #expect(reading.report.refused == ["consent-unknown": 1])
        // A no for everything holds whatever the entry said; a consent that is given after it counts again.
        try bench.revoke(6, at: 10)
        #expect(try !bench.registeredNumber(6).isUnreadable)
        let grant = ConsentColumns().with(\.givenAt, try Bench.time(20).text)
        #expect(try bench.importConsents([(6, grant)], at: Bench.time(30)).counts == ["rows": 1, "replaced": 1])
        #expect(try bench.readList(list, round: 2, at: Bench.time(40)).report.accepted == 2)
    }
}

extension Bench {
    func bytes(at path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}
