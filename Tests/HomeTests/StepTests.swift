// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import Home
import Messages
import Signing
import Testing
import Vocabulary

@Suite("The steps of a round")
struct StepTests {
    @Test("The steps follow each other, are durable, and each may be repeated")
    func steps() throws {
        let sample = try Sample()
        let id = try sample.prepare()
        func reopened() throws -> HomeRound { try #require(try Home(openingAt: sample.home.path).round(id)) }
        for _ in 1...2 {
            try sample.home.markCommitted(id)
            #expect(try reopened().step == .committed)
        }
        for _ in 1...2 {
            let exposure = try sample.home.agree(
                to: Sample.digest(5), of: id, statement: [1, 2], foreignRows: 100, limit: 1000)
            #expect(exposure == Exposure(charged: 100, limit: 1000))
            #expect(try reopened().transcript == Sample.digest(5))
        }
        #expect(try sample.home.transcriptStatement(of: id) == [1, 2])
        try sample.home.markCommitted(id)
        #expect(try reopened().step == .agreed)
        for _ in 1...2 {
            try sample.home.finish(id, manifest: [7], rowCount: nil, at: Sample.time())
            #expect(try reopened().step == .finished)
        }
        #expect(try sample.home.manifest(of: id) == [7])
        #expect(try !sample.home.end(id, .stopped, at: Sample.time()))
        #expect(try reopened().step == .finished)
        #expect(throws: HomeError.otherResult(id)) {
            try sample.home.finish(id, manifest: [8], rowCount: nil, at: Sample.time())
        }
    }

    @Test("A step that is not its turn changes nothing")
    func outOfTurn() throws {
        let sample = try Sample()
        let id = try sample.prepare()
        let place = ChunkPlace(list: try Sample.party("streamco"), hop: 1, chunk: 0)
        #expect(throws: HomeError.wrongStep(id, .prepared)) {
            try sample.home.agree(to: Sample.digest(5), of: id, statement: [], foreignRows: 1, limit: 10)
        }
        #expect(throws: HomeError.wrongStep(id, .prepared)) {
            try sample.home.finish(id, manifest: [], rowCount: nil, at: Sample.time())
        }
        #expect(throws: HomeError.wrongStep(id, .prepared)) {
            try sample.home.acceptInput(Sample.digest(1), at: place, of: id)
        }
        #expect(throws: HomeError.wrongStep(id, .prepared)) { try sample.home.storeRows(page: 0, [], of: id) }
        try sample.home.end(id, .expired, at: Sample.time())
        #expect(throws: HomeError.wrongStep(id, .ended)) { try sample.home.markCommitted(id) }
        #expect(try sample.home.exposure(of: sample.agreement.id, limit: 10).charged == 0)
    }

    @Test("A party signs one transcript of a round, for ever")
    func otherTranscript() throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(throws: HomeError.otherTranscript(id)) {
            try sample.home.agree(to: Sample.digest(6), of: id, statement: [], foreignRows: 100, limit: 1000)
        }
        #expect(try sample.home.round(id)?.transcript == Sample.digest(5))
        #expect(try sample.home.transcriptStatement(of: id) == Array("transcript".utf8))
    }

    @Test("The budget counts every round, and a round over it is neither charged nor signed")
    func budget() throws {
        let sample = try Sample()
        let id = sample.agreement.id
        let first = try sample.agree(1, foreignRows: 600)
        try sample.home.end(first, .stopped, at: Sample.time())
        #expect(try sample.home.exposure(of: id, limit: 1000) == Exposure(charged: 600, limit: 1000))
        let second = try sample.prepare(2)
        try sample.home.markCommitted(second)
        #expect(throws: HomeError.overExposure(charged: 600, rows: 401, limit: 1000)) {
            try sample.home.agree(to: Sample.digest(6), of: second, statement: [], foreignRows: 401, limit: 1000)
        }
        #expect(try sample.home.round(second)?.step == .committed)
        #expect(try sample.home.transcriptStatement(of: second) == nil)
        #expect(try sample.home.exposure(of: id, limit: 1000).left == 400)
        try sample.home.agree(to: Sample.digest(6), of: second, statement: [], foreignRows: 400, limit: 1000)
        #expect(try Home(openingAt: sample.home.path).exposure(of: id, limit: 1000).left == 0)
    }

    @Test("A limit of the user's own is durable and stronger than the default; nil takes it back")
    func limit() throws {
        let sample = try Sample()
        let id = sample.agreement.id
        try sample.home.setExposureLimit(of: id, to: 50)
        #expect(try Home(openingAt: sample.home.path).exposure(of: id, limit: 1000) == Exposure(charged: 0, limit: 50))
        #expect(throws: HomeError.overExposure(charged: 0, rows: 100, limit: 50)) { try sample.agree() }
        try sample.home.setExposureLimit(of: id, to: nil)
        #expect(try sample.home.exposure(of: id, limit: 1000).limit == 1000)
        #expect(throws: HomeError.self) {
            try sample.home.setExposureLimit(of: Sample.agreement(name: "other").id, to: 1)
        }
    }

    @Test("One input digest is accepted at a place, for ever, and again")
    func hopInputs() throws {
        let sample = try Sample()
        let id = try sample.agree()
        let list = try Sample.party("streamco")
        let place = ChunkPlace(list: list, hop: 1, chunk: 3)
        for _ in 1...2 { try sample.home.acceptInput(Sample.digest(1), at: place, of: id) }
        let home = try Home(openingAt: sample.home.path)
        #expect(throws: HomeError.otherInput(place)) { try home.acceptInput(Sample.digest(2), at: place, of: id) }
        for other in [
            ChunkPlace(list: list, hop: 1, chunk: 4), ChunkPlace(list: list, hop: 2, chunk: 3),
            ChunkPlace(list: try Sample.party("acme"), hop: 1, chunk: 3),
        ] {
            try home.acceptInput(Sample.digest(2), at: other, of: id)
        }
        let second = try sample.agree(2)
        try home.acceptInput(Sample.digest(2), at: place, of: second)
    }

    @Test("A batch is accepted whole or not at all")
    func batch() throws {
        let sample = try Sample()
        let id = try sample.agree()
        let list = try Sample.party("streamco")
        let places = (0..<5).map { ChunkPlace(list: list, hop: 1, chunk: $0) }
        try sample.home.acceptInput(Sample.digest(9), at: places[3], of: id)
        #expect(throws: HomeError.otherInput(places[3])) {
            try sample.home.acceptInputs(places.map { ($0, Sample.digest(1)) }, of: id)
        }
        // Nothing of the batch was kept: another digest is still free for its other places.
        try sample.home.acceptInputs(places.filter { $0.chunk != 3 }.map { ($0, Sample.digest(2)) }, of: id)
        #expect(throws: HomeError.otherInput(places[0])) {
            try sample.home.acceptInputs([(places[0], Sample.digest(1))], of: id)
        }
        #expect(throws: HomeError.otherInput(places[4])) {
            try sample.home.acceptInputs([(places[4], Sample.digest(2)), (places[4], Sample.digest(3))], of: id)
        }
    }

    @Test("The end of a round erases everything personal, and keeps the number", arguments: RoundEnding.allCases)
    func ends(_ ending: RoundEnding) throws {
        let sample = try Sample()
        let id = try sample.agree()
        #expect(try sample.home.end(id, ending, at: Sample.time(60)))
        let round = try #require(try Home(openingAt: sample.home.path).round(id))
        #expect(round.step == .ended)
        #expect(round.ending == ending)
        #expect(round.finalAt == (try Sample.time(60)))
        #expect(round.isErased && round.areSecretsErased)
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.home.path + "/rounds").isEmpty)
        #expect(throws: HomeError.erased(id, what: "the key and the list")) { _ = try sample.home.secret(of: id) }
        #expect(throws: HomeError.erased(id, what: "the row map")) { _ = try sample.home.rowMap(of: id) }
        #expect(try sample.home.highestRound(of: sample.agreement.id) == 1)
        #expect(try sample.home.end(id, .stopped, at: Sample.time()) == false)
    }
}
