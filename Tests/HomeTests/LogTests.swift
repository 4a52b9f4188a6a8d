// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Signing
import Testing
import Vocabulary

@Suite("Decisions and the log")
struct LogTests {
    @Test("Decisions, the end of a round and the head of the log come back after reopening")
    func roundTrip() throws {
        let sample = try Sample()
        let id = try sample.finish()
        let decisions = try (0..<3).map { try Sample.decision($0, of: id, sequence: $0 + 1) }
        let end = StoredPhaseEnd(round: id, sequence: 4, at: try Sample.time(700), allowed: 2, refused: 1)
        #expect(try sample.home.logHead(of: sample.agreement.id) == nil)
        let kept = try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(4), storing: decisions, decided: [end])
        #expect(kept == 3)
        let home = try Home(openingAt: sample.home.path)
        #expect(try home.logHead(of: sample.agreement.id) == Sample.head(4))
        for decision in decisions { #expect(try home.decision(of: decision.handle, in: id) == decision) }
        #expect(try home.decision(of: Sample.handle(3), in: id) == nil)
        #expect(try home.memberPhase(of: id) == MemberPhase(isComplete: false, end: end))
        try home.markRecordsSent(of: id)
        #expect(try home.memberPhase(of: id) == MemberPhase(isComplete: true, end: end))
    }

    @Test("Decisions of a round are read by handle, whatever their order in the log", arguments: [0, 1, 500, 1203])
    func reader(_ count: Int) throws {
        let sample = try Sample()
        let (id, other) = (try sample.finish(1), try sample.finish(2))
        let decisions = try (0..<count).map { try Sample.decision($0, of: id, sequence: count - $0) }
        try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(count + 1), storing: decisions.reversed())
        var reader = try sample.home.decisions(of: id)
        var read: [StoredDecision] = []
        while let decision = try reader.next() { read.append(decision) }
        #expect(try reader.next() == nil)
        #expect(read == decisions)
        var none = try sample.home.decisions(of: other)
        #expect(try none.next() == nil)
    }

    @Test("A log that is carried on from another entry than the stored one changes nothing")
    func otherHead() throws {
        let sample = try Sample()
        let id = try sample.finish()
        let agreement = sample.agreement.id
        let first = try Sample.decision(0, of: id, sequence: 1)
        #expect(throws: HomeError.otherLogHead(agreement, stored: 0)) {
            try sample.home.advanceLog(of: agreement, from: Sample.head(1), to: Sample.head(2))
        }
        try sample.home.advanceLog(of: agreement, from: Sample.head(0), to: Sample.head(3), storing: [first])
        for from in [Sample.head(0), Sample.head(2), Sample.head(4), Sample.head(3, 7)] {
            #expect(throws: HomeError.otherLogHead(agreement, stored: 3)) {
                try sample.home.advanceLog(
                    of: agreement, from: from, to: Sample.head(9),
                    storing: [Sample.decision(1, of: id, sequence: 5)])
            }
        }
        #expect(try sample.home.logHead(of: agreement) == Sample.head(3))
        #expect(try sample.home.decision(of: Sample.handle(1), in: id) == nil)
    }

    @Test(
        "A part of the log with something wrong in it is stored in no part",
        arguments: ["before", "after", "twice", "decided before", "second end", "backwards", "other agreement"])
    func refused(_ fault: String) throws {
        let sample = try Sample()
        let id = try sample.finish()
        let agreement = sample.agreement.id
        let end = StoredPhaseEnd(round: id, sequence: 2, at: try Sample.time(), allowed: 1, refused: 0)
        try sample.home.advanceLog(
            of: agreement, from: Sample.head(0), to: Sample.head(2),
            storing: [Sample.decision(0, of: id, sequence: 1)], decided: [end])
        var decisions = [try Sample.decision(1, of: id, sequence: 3)]
        var ends: [StoredPhaseEnd] = []
        var log = agreement
        var (from, to) = (Sample.head(2), Sample.head(4))
        switch fault {
        case "before": decisions.append(try Sample.decision(2, of: id, sequence: 2))
        case "after": decisions.append(try Sample.decision(2, of: id, sequence: 5))
        case "twice": decisions.append(try Sample.decision(1, of: id, sequence: 4))
        case "decided before": decisions.append(try Sample.decision(0, of: id, sequence: 4))
        case "second end":
            ends = [StoredPhaseEnd(round: id, sequence: 4, at: try Sample.time(), allowed: 2, refused: 0)]
        case "backwards": to = Sample.head(2)
        default:
            let other = try Sample.agreement(name: "other")
            try sample.home.save(.init(other))
            (log, from) = (other.id, Sample.head(0))
        }
        let error = #expect(throws: HomeError.self) {
            try sample.home.advanceLog(of: log, from: from, to: to, storing: decisions, decided: ends)
        }
        if case .badLog(log, _, _) = error {} else { Issue.record("\(String(describing: error))") }
        #expect(try sample.home.logHead(of: agreement) == Sample.head(2))
        #expect(try sample.home.decision(of: Sample.handle(1), in: id) == nil)
        #expect(try sample.home.memberPhase(of: id).end == end)
    }

    @Test("The log goes on over rounds that are erased here or were never here, and keeps nothing of them")
    func erasedRounds() throws {
        let sample = try Sample()
        let ended = try sample.agree(1)
        try sample.home.end(ended, .stopped, at: Sample.time())
        let unknown = sample.agreement.roundID(7)
        let kept = try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(3),
            storing: [
                Sample.decision(0, of: ended, sequence: 1), Sample.decision(0, of: unknown, sequence: 2),
            ],
            decided: [StoredPhaseEnd(round: ended, sequence: 3, at: Sample.time(), allowed: 1, refused: 0)])
        #expect(kept == 0)
        #expect(try sample.home.logHead(of: sample.agreement.id) == Sample.head(3))
        #expect(throws: HomeError.erased(ended, what: "the decisions")) {
            try sample.home.decision(of: Sample.handle(0), in: ended)
        }
    }

    @Test("Decisions that arrive before the result is fetched are kept")
    func beforeResult() throws {
        let sample = try Sample()
        let id = try sample.agree()
        let decision = try Sample.decision(2, of: id, sequence: 1)
        try sample.home.advanceLog(
            of: sample.agreement.id, from: Sample.head(0), to: Sample.head(1), storing: [decision])
        #expect(try sample.home.decision(of: decision.handle, in: id) == decision)
    }

    @Test("An agreement that is not here has no log")
    func unknownAgreement() throws {
        let sample = try Sample()
        let other = try Sample.agreement(name: "other").id
        #expect(try sample.home.logHead(of: other) == nil)
        #expect(throws: HomeError.noAgreement(String(other.hex.prefix(16)))) {
            try sample.home.advanceLog(of: other, from: Sample.head(0), to: Sample.head(1))
        }
    }
}
