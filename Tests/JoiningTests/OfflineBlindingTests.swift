// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Joining
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// `symbolon blind`, and the file it makes.
@Suite struct OfflineBlindingTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @discardableResult
    private func blind(
        _ list: String, to name: String = "out.blinded", round: UInt32 = 1, replaces: Bool = false
    ) throws -> HomeRound {
        let lock = try bench.home.lock()
        let output = BlindedOutput(path: bench.path(name), replaces: replaces)
        return try OfflineBlinding(preparation: bench.preparation(list), output: output)
            .run(round: round, holding: lock, at: Bench.now()) { _ in }
    }

    @Test("A blinded file holds the signed commitment and the elements, and nothing of the numbers")
    func file() throws {
        let round = try blind(bench.write(0..<80))
        #expect(BlindedFile.isBlinded(bench.path("out.blinded")))
        let file = try BlindedFile(readingAt: bench.path("out.blinded"))
        try file.checkElements(chunkRows: 32)
        #expect(file.commitment.json.canonicalBytes == (try bench.home.commitment(of: round.id)))
        let elements = try bench.home.column(of: round.id).elements(0..<80)
        #expect(try bench.read("out.blinded").suffix(80 * 32).elementsEqual(elements))
        #expect(try bench.home.round(round.id)?.wroteFile == true)
        let text = String(decoding: try bench.read("out.blinded"), as: UTF8.self)
        for index in 0..<80 { #expect(!text.contains(String(FictionalNumbers.digits(index)))) }
        let mode =
            try FileManager.default.attributesOfItem(atPath: bench.path("out.blinded"))[.posixPermissions] as? NSNumber
        #expect((mode?.intValue ?? 0o777) & 0o077 == 0)
    }

    @Test("Blinded again, a round gives the same file, whatever its list has become")
    func repeated() throws {
        let list = try bench.write(0..<80)
        let first = try blind(list)
        let bytes = try bench.read("out.blinded")
        _ = try bench.write(500..<600)
        #expect(try blind(list, to: "again.blinded").id == first.id)
        #expect(try bench.read("again.blinded") == bytes)
        #expect(try blind(bench.path("gone.csv"), replaces: true).id == first.id)
        #expect(try bench.read("out.blinded") == bytes)
    }

    @Test("An existing file is replaced only when that was asked for")
    func existing() throws {
        try bench.write(["mine"], to: "out.blinded")
        let list = try bench.write(0..<80)
        #expect(throws: JoinError.self) { try BlindedOutput(path: bench.path("out.blinded"), replaces: false).check() }
        #expect(throws: JoinError.self) { try blind(list) }
        #expect(String(decoding: try bench.read("out.blinded"), as: UTF8.self) == "mine\n")
        try blind(list, replaces: true)
        #expect(BlindedFile.isBlinded(bench.path("out.blinded")))
    }

    @Test("A round that was joined, or is over, is not blinded again")
    func joined() throws {
        let list = try bench.write(0..<80)
        let round = try blind(list)
        try bench.home.markCommitted(round.id)
        #expect(throws: JoinError.self) { try blind(list, to: "again.blinded") }
        #expect(!FileManager.default.fileExists(atPath: bench.path("again.blinded")))
        try bench.home.end(round.id, .stopped, at: Bench.now())
        #expect(throws: JoinError.self) { try blind(list, to: "again.blinded") }
    }

    // MARK: - Files that are not what they were

    private func expectBad(_ bytes: [UInt8], _ what: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = bench.path("bad.blinded")
        try Data(bytes).write(to: URL(filePath: path))
        let error = #expect(throws: JoinError.self, "\(what)", sourceLocation: sourceLocation) {
            try BlindedFile(readingAt: path).checkElements(chunkRows: 32)
        }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.hasPrefix(path) && !text.contains("\n"), "\(what): \(text)", sourceLocation: sourceLocation)
    }

    @Test("A file that is cut anywhere is refused")
    func truncated() throws {
        try blind(bench.write(0..<80))
        let bytes = try bench.read("out.blinded")
        let body = bytes.count - 80 * 32
        let cuts = [
            0, 1, 19, 20, 21, 23, 24, 25, body - 100, body - 1, body, body + 1, body + 32, bytes.count - 32,
            bytes.count - 1,
        ]
        for cut in cuts { try expectBad(Array(bytes.prefix(cut)), "cut at \(cut) of \(bytes.count)") }
        try expectBad(bytes + [0], "longer by a byte")
        try expectBad(bytes + bytes.suffix(32), "longer by an element")
    }

    @Test("A file with one bit changed is refused, wherever it is")
    func altered() throws {
        let round = try blind(bench.write(0..<80))
        let bytes = try bench.read("out.blinded")
        let commitment = try bench.home.commitment(of: round.id)
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[place] ^= 1
            try Data(changed).write(to: URL(filePath: bench.path("bad.blinded")))
            // A join also compares the commitment with the one in its home.
            let isTaken: Bool
            do {
                let file = try BlindedFile(readingAt: bench.path("bad.blinded"))
                try file.checkElements(chunkRows: 32)
                isTaken = file.commitment.json.canonicalBytes == commitment
            } catch { isTaken = false }
            #expect(!isTaken, "bit 0 of byte \(place)")
        }
    }

    @Test("A list is not taken for a blinded file, nor the reverse")
    func kinds() throws {
        #expect(!BlindedFile.isBlinded(try bench.write(0..<80)))
        #expect(!BlindedFile.isBlinded(bench.path("missing")))
        #expect(!BlindedFile.isBlinded("-"))
        try expectBad(Array("+12015550100\n".utf8), "a list")
        #expect(throws: JoinError.self) { try BlindedFile(readingAt: bench.path("missing")) }
    }
}
