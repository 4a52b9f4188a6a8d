// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Home
import Joining
import Messages
import PhoneNumbers
import Ristretto
import Secrets
import Signing
import TestSupport
import Testing
import Vocabulary

/// What a list must be before a round's number is spent on it.
@Suite struct ListPreparationTests {
    @Test("A prepared round holds the list, its row map and a commitment that verifies")
    func prepared() throws {
        let bench = try Bench()
        let round = try bench.prepare(bench.write(0..<80))
        #expect(round.step == .prepared && round.count == 80 && round.number == 1)
        let identity = bench.fixture.identities[0].publicIdentity
        let commitment = try Unverified<Commitment>(parsing: bench.home.commitment(of: round.id)).verified(by: identity)
            .body
        #expect(commitment.count == 80 && commitment.added == 80 && commitment.removed == 0 && commitment.previous == 0)
        #expect(commitment.from.name == "acme" && commitment.reference.round == bench.agreement.roundID(1))
        #expect(commitment.plan == NumberingPlan().version)
        let column = try bench.home.column(of: round.id)
        let elements = try column.elements(0..<80)
        #expect(try ChunkDigester.digests(of: elements, chunkRows: 32) == commitment.chunks)
        #expect(elements.withUnsafeBytes { ElementColumn.checkStrictlyAscending($0) } == nil)
        var map = try bench.home.rowMap(of: round.id)
        var digits: Set<UInt64> = []
        while let entry = try map.next() {
            #expect(FictionalNumbers.digits(Int(entry.row) - 1) == entry.digits)
            digits.insert(entry.digits)
        }
        #expect(digits == Set((0..<80).map { FictionalNumbers.digits($0) }))
        #expect(try ListReport(json: bench.home.summary(of: round.id)).accepted == 80)
    }

    /// Expects an error whose text says why, and no number spent.
    private func expectRefusal(
        _ bench: Bench, _ text: String, round: UInt32 = 1, takesPossible: Bool = false, rows: Range<Int>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let error = #expect(throws: JoinError.self, sourceLocation: sourceLocation) {
            try bench.prepare(bench.write(rows), round: round, takesPossible: takesPossible)
        }
        let told = error.map { "\($0)" } ?? ""
        #expect(told.contains(text) && !told.contains("\n"), "\(told)", sourceLocation: sourceLocation)
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 0, sourceLocation: sourceLocation)
        #expect(try bench.home.rounds().isEmpty, sourceLocation: sourceLocation)
    }

    @Test("More numbers than the cap, and fewer than the minimum, are refused before a number is spent")
    func sizes() throws {
        try expectRefusal(Bench(cap: 60), "61 numbers; the agreement caps it at 60", rows: 0..<61)
        try expectRefusal(Bench(), "19 numbers; the agreement's minimum is 20", rows: 0..<19)
        let bench = try Bench(cap: 60)
        #expect(try bench.prepare(bench.write(0..<60)).count == 60)
    }

    @Test("Repeated rows do not count towards the cap")
    func repetitions() throws {
        let bench = try Bench(cap: 60)
        let lines = (0..<200).map { Bench.e164($0 % 40) }
        #expect(try bench.prepare(bench.write(numbers: lines)).count == 40)
    }

    @Test("A list without a usable number is refused")
    func empty() throws {
        let bench = try Bench()
        let error = #expect(throws: JoinError.self) {
            try bench.prepare(bench.write(["phone", "hello", "123"], to: "l.csv"))
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("no usable number"))
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 0)
    }

    @Test("An empty suppression list is refused unless the agreement allows it; a short one is fine")
    func suppression() throws {
        let lines = ["phone", "hello"]
        let strict = try Bench(party: 2)
        #expect(throws: JoinError.self) { try strict.prepare(strict.write(lines, to: "l.csv"), takesPossible: true) }
        #expect(try strict.prepare(strict.write(0..<3), takesPossible: true).count == 3)
        let lenient = try Bench(
            party: 2, extra: "disclosure: {minimumList: 20, minimumResult: 50, allowShrunkSuppression: true}")
        let round = try lenient.prepare(lenient.write(lines, to: "l.csv"), takesPossible: true)
        let commitment = try Unverified<Commitment>(parsing: lenient.home.commitment(of: round.id)).body
        #expect(round.count == 0 && commitment.count == 0 && commitment.chunks.isEmpty)
    }

    @Test("A list that is not read as its party's role asks is refused")
    func role() throws {
        try expectRefusal(Bench(), "as the role brand of acme asks", takesPossible: true, rows: 0..<80)
        try expectRefusal(Bench(party: 2), "as the role suppression of optouts asks", rows: 0..<80)
    }

    @Test(
        "Round numbers outside the agreement's are refused and spend nothing",
        arguments: [0, 13, 1_000_000, UInt32.max])
    func roundNumber(number: UInt32) throws {
        try expectRefusal(Bench(), "has rounds 1 to 12", round: number, rows: 0..<80)
    }

    @Test("A numbering plan outside the agreement's range is refused")
    func plan() throws {
        // The fixture's range is 8.12 up to 10; the plan of this build lies in it.
        let version = try #require(NumberingPlan().version.split(separator: "-").last)
        let present = try #require(PlanVersion(version))
        let bench = try Bench()
        #expect(bench.agreement.plan.contains(present))
    }

    @Test("A number that was begun and cut short keeps its key; those below it are burnt")
    func burnt() throws {
        let bench = try Bench()
        let secret = [UInt8](repeating: 7, count: 31) + [0]
        do {
            let lock = try bench.home.lock()
            _ = try bench.home.beginRound(of: bench.agreement.id, number: 3, holding: lock) {
                try SecretBytes(copying: secret)
            }
        }
        for number in [1, 2] as [UInt32] {
            #expect(throws: HomeError.burnt(number: number, highest: 3)) {
                try bench.prepare(bench.write(0..<80), round: number)
            }
        }
        let round = try bench.prepare(bench.write(0..<80), round: 3)
        let key = try Unverified<Commitment>(parsing: bench.home.commitment(of: round.id)).body.key
        let scalar = try Scalar(canonical: SecretBytes(copying: secret))
        #expect(key == (try Element.generatorMultiplied(by: scalar).encoded))
        #expect(throws: HomeError.roundExists(number: 3)) { try bench.prepare(bench.write(0..<80), round: 3) }
    }

    @Test("The next list says how it differs from the last finished one; too small a change is refused")
    func change() throws {
        let bench = try Bench()
        try bench.finish(bench.prepare(bench.write(0..<80)))
        for rows in [0..<81, 1..<80, 10..<90, 0..<129, 24..<105] {
            let error = #expect(throws: JoinError.self) { try bench.prepare(bench.write(rows), round: 2) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("differs from that of round 1"))
        }
        #expect(try bench.home.highestRound(of: bench.agreement.id) == 1)
        let same = try bench.prepare(bench.write(0..<80), round: 2)
        let unchanged = try Unverified<Commitment>(parsing: bench.home.commitment(of: same.id)).body
        #expect((unchanged.previous, unchanged.added, unchanged.removed) == (1, 0, 0))
        try bench.finish(same)
        let next = try bench.prepare(bench.write(20..<110), round: 3)
        let changed = try Unverified<Commitment>(parsing: bench.home.commitment(of: next.id)).body
        #expect((changed.previous, changed.added, changed.removed) == (2, 30, 20))
    }

    @Test("Two rounds of the same list have nothing in common")
    func freshKeys() throws {
        let bench = try Bench()
        let rounds = try [1, 2].map { try bench.prepare(bench.write(0..<80), round: UInt32($0)) }
        let elements = try rounds.map { round in
            let bytes = try bench.home.column(of: round.id).elements(0..<80)
            return Set((0..<80).map { Array(bytes[$0 * 32..<$0 * 32 + 32]) })
        }
        #expect(elements[0].isDisjoint(with: elements[1]))
        let keys = try rounds.map { try Unverified<Commitment>(parsing: bench.home.commitment(of: $0.id)).body.key }
        #expect(keys[0] != keys[1])
    }
}
