// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Messages
import Secrets
import Signing
import Testing
import Vocabulary

@Suite("Results and retention")
struct ResultTests {
    private func finish(_ sample: Sample, _ number: UInt32 = 1, count: Int, positions: [UInt32]) throws -> RoundID {
        let id = try sample.agree(number, count: count)
        for (page, bytes) in try Sample.pages(positions).enumerated() {
            try sample.home.storeRows(page: page, bytes, of: id)
        }
        try sample.home.finish(id, manifest: [7], rowCount: positions.count, at: Sample.time())
        return id
    }

    @Test("Matched rows come in the order of their handles, with number and input row")
    func matches() throws {
        let sample = try Sample()
        let positions: [UInt32] = [7, 0, 9, 3]
        let id = try finish(sample, count: 10, positions: positions)
        let rows = try Home(openingAt: sample.home.path).matches(of: id)
        #expect(rows.count == 4)
        for (index, row) in rows.enumerated() {
            #expect(row.handle == (try Sample.handle(index)))
            #expect(row.position == positions[index])
            #expect(row.digits == Sample.digits(9 - Int(positions[index])))
            #expect(row.row == 1000 + positions[index])
        }
        #expect(!"\(rows) \(rows[0])".contains("555"))
    }

    @Test("More rows than a page are joined across pages")
    func manyPages() throws {
        let sample = try Sample()
        let count = Limits.chunkRows + 500
        let id = try finish(sample, count: count, positions: (0..<UInt32(count)).reversed())
        let rows = try sample.home.matches(of: id)
        #expect(rows.count == count)
        let wrong = rows.enumerated().first { index, row in
            row.position != UInt32(count - 1 - index) || row.digits != Sample.digits(index)
        }
        #expect(wrong == nil)
    }

    @Test("A party without rows has no matches to list")
    func noRows() throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(throws: HomeError.wrongStep(id, .agreed)) { try sample.home.matches(of: id) }
        try sample.home.finish(id, manifest: [7], rowCount: nil, at: Sample.time())
        #expect(try sample.home.matches(of: id).isEmpty)
    }

    @Test(
        "Records that cannot be one result are refused, and the round stays open",
        arguments: ["missing page", "too few", "too many", "twice", "outside", "descending", "extra page"])
    func badRows(_ fault: String) throws {
        let sample = try Sample()
        let id = try sample.agree(count: 10)
        var positions: [UInt32] = [4, 2, 8]
        if fault == "twice" { positions[2] = 4 }
        if fault == "outside" { positions[1] = 10 }
        var bytes = try #require(try Sample.pages(positions).first)
        if fault == "descending" { bytes = Array(bytes[20..<40] + bytes[0..<20] + bytes[40...]) }
        if fault != "missing page" { try sample.home.storeRows(page: 0, bytes, of: id) }
        if fault == "extra page" { try sample.home.storeRows(page: 1, Array(bytes.prefix(20)), of: id) }
        let rowCount = fault == "too few" ? 4 : fault == "too many" ? 2 : 3
        let error = #expect(throws: HomeError.self) {
            try sample.home.finish(id, manifest: [7], rowCount: rowCount, at: Sample.time())
        }
        if case .badRows = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try sample.home.round(id)?.step == .agreed)
        try sample.home.discardRows(of: id)
        #expect(try sample.home.rows(page: 0, of: id) == nil)
        _ = try sample.home.secret(of: id)
    }

    @Test("A page is whole records, and at most 65,535 of them")
    func badPage() throws {
        let sample = try Sample()
        let id = try sample.agree()
        for count in [0, 19, 21, (Limits.chunkRows + 1) * 20] {
            #expect(throws: HomeError.self) {
                try sample.home.storeRows(page: 0, [UInt8](repeating: 0, count: count), of: id)
            }
        }
        try sample.home.storeRows(page: 0, [UInt8](repeating: 1, count: 20), of: id)
        #expect(try sample.home.rows(page: 0, of: id) == [UInt8](repeating: 1, count: 20))
        #expect(try sample.home.rows(page: 1, of: id) == nil)
    }

    @Test("The result erases key and list at once, and keeps row map and rows")
    func erasesSecrets() throws {
        let sample = try Sample()
        let id = try finish(sample, count: 10, positions: [1])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(sample.home.path)/rounds/\(id.hex)")
        #expect(names.sorted() == ["map", "map.key", "rows.0"])
        #expect(throws: HomeError.erased(id, what: "the key and the list")) { _ = try sample.home.column(of: id) }
        #expect(try sample.home.round(id)?.areSecretsErased == true)
    }

    @Test("What a killed process did not erase, the next lock does")
    func killedBeforeErasure() throws {
        let sample = try Sample()
        let id = try finish(sample, count: 10, positions: [1])
        let folder = "\(sample.home.path)/rounds/\(id.hex)"
        // As after a kill between the transaction and the erasure of an ended round's folder.
        let ended = try sample.agree(2)
        try FileManager.default.copyItem(
            atPath: "\(sample.home.path)/rounds/\(ended.hex)", toPath: sample.folder("kept"))
        try sample.home.end(ended, .stopped, at: Sample.time())
        try FileManager.default.moveItem(
            atPath: sample.folder("kept"), toPath: "\(sample.home.path)/rounds/\(ended.hex)")
        _ = try sample.home.lock()
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.home.path + "/rounds") == [id.hex])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
    }

    @Test("Row map and rows are erased when retention ends, and not before")
    func retention() throws {
        let sample = try Sample()
        let id = try finish(sample, count: 10, positions: [1])
        let end: Int64 = 30 * 86400
        #expect(try sample.home.round(id)?.eraseAt == (try Sample.time(end)))
        #expect(try sample.home.eraseAfterRetention(at: Sample.time(end - 1)).isEmpty)
        #expect(try sample.home.matches(of: id).count == 1)
        #expect(try sample.home.eraseAfterRetention(at: Sample.time(end)) == [id])
        #expect(try sample.home.eraseAfterRetention(at: Sample.time(end)).isEmpty)
        #expect(throws: HomeError.erased(id, what: "the matched rows")) { try sample.home.matches(of: id) }
        #expect(throws: HomeError.erased(id, what: "the rows")) { try sample.home.rows(page: 0, of: id) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.home.path + "/rounds").isEmpty)
        #expect(try sample.home.round(id)?.isErased == true)
        #expect(try sample.home.manifest(of: id) == [7])
        #expect(try sample.home.highestRound(of: sample.agreement.id) == 1)
    }

    @Test("A prepared round that its agreement outlived is ended")
    func unused() throws {
        let sample = try Sample()
        let id = try sample.prepare()
        let until = sample.agreement.validity.until.seconds + Int64(sample.agreement.rounds.deadlineHours) * 3600
        #expect(try sample.home.eraseAfterRetention(at: #require(Timestamp(seconds: until))).isEmpty)
        #expect(try sample.home.eraseAfterRetention(at: #require(Timestamp(seconds: until + 1))) == [id])
        #expect(try sample.home.round(id)?.ending == .unused)
    }

    private func hasPrevious(_ home: Home, _ agreement: AgreementID) throws -> Bool {
        switch try home.previousList(of: agreement) {
        case .some: true
        case .none: false
        }
    }

    @Test("A new list is compared with that of the last round that has a result")
    func previous() throws {
        let sample = try Sample()
        let agreement = sample.agreement.id
        #expect(try !hasPrevious(sample.home, agreement))
        _ = try finish(sample, 1, count: 5, positions: [])
        _ = try finish(sample, 2, count: 10, positions: [])
        try sample.home.end(sample.agree(3, count: 3), .stopped, at: Sample.time())
        #expect(try sample.home.lastFinishedRound(of: agreement)?.number == 2)
        guard var previous = try sample.home.previousList(of: agreement) else {
            Issue.record("there is no list of round 2")
            return
        }
        #expect(previous.number == 2 && previous.count == 10)
        var numbers: [UInt64] = []
        while let digits = try previous.next() { numbers.append(digits) }
        #expect(numbers.sorted() == (0..<10).map { Sample.digits($0) })
        try sample.home.eraseAfterRetention(at: Sample.time(31 * 86400))
        #expect(try !hasPrevious(sample.home, agreement))
    }

    @Test("Evidence is kept by name, the same bytes once, other bytes beside them")
    func evidence() throws {
        let sample = try Sample()
        let id = sample.agreement.roundID(1)
        let first = try sample.home.keepEvidence(of: id, named: "transcript.json", [1])
        #expect(try sample.home.keepEvidence(of: id, named: "transcript.json", [1]) == first)
        let second = try sample.home.keepEvidence(of: id, named: "transcript.json", [2])
        #expect(second == first + "-2")
        #expect(try sample.home.evidence(of: id) == [first, second])
        #expect(try PrivateFile.read(second, limit: 10) == [2])
        #expect(try sample.home.evidence(of: sample.agreement.roundID(2)).isEmpty)
        for name in ["", "../x", "a/b", ".hidden", "-x", "Ä", String(repeating: "a", count: 101)] {
            #expect(throws: HomeError.badEvidenceName) { try sample.home.keepEvidence(of: id, named: name, []) }
        }
    }

    @Test("Every error is one line")
    func errorTexts() throws {
        let id = try Sample.agreement().roundID(1)
        let party = try Sample.party("acme")
        let agreement = try Sample.agreement().id
        let errors: [HomeError] = [
            .exposed(path: "p", .owner), .exposed(path: "p", .link), .exposed(path: "p", .special), .busy(path: "p"),
            .noHome(path: "p"), .exists(path: "p"), .badConfiguration(path: "p", problem: "x"), .tooNew(path: "p"),
            .damaged(path: "p", problem: "x"), .storage(path: "p", problem: "x"), .copied(path: "p", rounds: 2),
            .notEnrolled, .otherKeyTrusted(party), .noAgreement(nil), .noAgreement("x"),
            .ambiguousAgreement(candidates: ["a", "b"]), .noRound(id), .burnt(number: 1, highest: 2),
            .roundExists(number: 1), .incomplete(problem: "x"), .wrongStep(id, .agreed), .erased(id, what: "the rows"),
            .otherTranscript(id), .otherResult(id), .overExposure(charged: 1, rows: 2, limit: 2),
            .otherInput(ChunkPlace(list: party, hop: 1, chunk: 0)), .badRows(id, problem: "x"), .badEvidenceName,
            .refusedEntry(.consents, index: 3, problem: "x"), .refusedEntry(.spool, index: 3, problem: "x"),
            .refusedEntry(.salts, index: 3, problem: "x"), .otherSalts(id),
            .otherLogHead(agreement, stored: 3), .badLog(agreement, sequence: 3, problem: "x"), .noRevocation(id),
            .otherReceipt(id),
        ]
        for error in errors {
            #expect(error.description.count > 3)
            #expect(!error.description.contains("\n"))
        }
    }
}
