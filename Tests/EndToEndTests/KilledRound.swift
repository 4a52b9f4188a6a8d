// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Foundation
import Messages
import Signing
import TestSupport
import Vocabulary

/// One round under a schedule of kills; a process that was killed is started again with the same command.
///
/// What has to hold still while somebody is killed is held by a party that is absent, or stopped by SIGSTOP.
final class KilledRound {
    let deployment: Deployment
    let watch: RoundWatch
    let schedule: KillSchedule
    let record: KillRecord
    /// Kills that every schedule lands.
    static let least = 3
    /// Kills that ended a process.
    private(set) var landed = 0
    private let round: RoundStatus
    private let files: [URL]
    private var runs: [Int: ProcessRun] = [:]

    private let brand = 0
    /// Has a grant: the round is decided once brand and witness have sent their records.
    private let witness = 1

    private var parties: Int { deployment.parties.count }
    private var everybody: Range<Int> { 0..<parties }

    init(
        of deployment: Deployment, _ round: RoundStatus, lists files: [URL], under schedule: KillSchedule,
        watch: RoundWatch, record: KillRecord
    ) {
        self.deployment = deployment
        self.round = round
        self.files = files
        self.schedule = schedule
        self.watch = watch
        self.record = record
    }

    /// Runs the round to its end.
    func run() async throws {
        if let kill = schedule.kill(in: .uncommitted) { try await uncommitted(kill) }
        let absent = try await committed()
        try await transcript(absent: absent)
        for kill in schedule.kills where KillPhase.ring.contains(kill.phase) { try await ring(kill) }
        try await result()
        if let kill = schedule.kill(in: .records) { try await records(kill) }
        if let kill = schedule.kill(in: .decisions) { try await decisions(kill) }
        runs[witness]?.signal(SIGCONT)
        // A party may be faster than its killer. What missed is made up for at the coordinator, which never ends by itself.
        for _ in min(landed, Self.least)..<Self.least { try await strike(parties) }
        for party in everybody { try start(party) }
        try await wait("the end", until: \.state.isFinal)
        for run in runs.values {
            let exit = try await run.waitForExit()
            guard exit.code == 0 else { throw ProcessError.failed(run.title, exit, said: run.lastWords) }
        }
    }

    /// What the brand printed of the decisions at the end.
    func printedDecisions() throws -> JSONValue? {
        try runs[brand].flatMap { try Deployment.document($0.standardOutput)["decisions"] }
    }

    // MARK: - Phases

    private func uncommitted(_ kill: KillSchedule.Kill) async throws {
        if kill.victim < parties {
            let run = try start(kill.victim)
            // At once, while it reads, or while it blinds.
            let words = [nil, "Read ", "Blinding"]
            if let word = words[Int(kill.chance % 3)] { try await run.waitForError(containing: word) }
            try await strike(kill.victim)
        } else if let first = schedule.order.first {
            let run = try start(first)
            try await run.waitForError(containing: "Read ")
            run.signal(SIGSTOP)
            try await strike(kill.victim)
            run.signal(SIGCONT)
        }
    }

    /// Gives the party that did not start yet, so that the round goes on gathering.
    private func committed() async throws -> Int? {
        guard let kill = schedule.kill(in: .committed) ?? schedule.kill(in: .transcript) else { return nil }
        // Where a coordinator is to be killed before any commitment, the first party has started.
        let absent = schedule.order.last { $0 != kill.victim }
        guard kill.phase == .committed else { return absent }
        let seen = kill.victim < parties ? kill.victim : schedule.order.first { $0 != absent }
        for party in schedule.order where party != absent { try start(party) }
        try await wait("a commitment") { status in
            seen.map { status.committed.map(\.name).contains(self.name($0)) } ?? true
        }
        try await strike(kill.victim)
        return absent
    }

    /// Ends with all parties running, or dead after their commitment.
    private func transcript(absent: Int?) async throws {
        guard let kill = schedule.kill(in: .transcript) else { return }
        // This party has committed and does not sign.
        guard let silent = schedule.order.first(where: { $0 != kill.victim && $0 != absent }) else { return }
        try start(silent)
        try await wait("the commitment of the silent party") { $0.committed.map(\.name).contains(self.name(silent)) }
        runs[silent]?.signal(SIGSTOP)
        for party in everybody where party != silent { try start(party) }
        let isAfterSigning = kill.chance % 2 == 0 && kill.victim < parties
        try await wait("all commitments") { status in
            status.committed.count == self.parties
                && (!isAfterSigning || status.agreed.map(\.name).contains(self.name(kill.victim)))
        }
        try await strike(kill.victim)
        runs[silent]?.signal(SIGCONT)
    }

    private func ring(_ kill: KillSchedule.Kill) async throws {
        for party in everybody { try start(party) }
        try await wait("chunks") { status in
            status.state != .gathering && status.chunksDone * 100 >= status.chunksTotal * kill.progress
        }
        try await strike(kill.victim)
    }

    /// Ends, where somebody is to be killed after it, with a witness that has told nothing.
    private func result() async throws {
        let kill = schedule.kill(in: .result)
        let goesOn = (schedule.kill(in: .records) ?? schedule.kill(in: .decisions)) != nil
        guard kill != nil || goesOn else { return }
        for party in everybody { try start(party) }
        var waiting: Set<Int> = goesOn ? [witness] : []
        if let kill { waiting.formUnion(kill.victim < parties ? [kill.victim] : Array(everybody)) }
        try await wait("the last chunk") { $0.state.isFinal || $0.state == .ring && $0.chunksDone == $0.chunksTotal }
        for party in waiting { runs[party]?.signal(SIGSTOP) }
        try await wait("the result", until: \.state.isFinal)
        if let kill { try await strike(kill.victim) }
        for party in waiting where !goesOn || party != witness { runs[party]?.signal(SIGCONT) }
    }

    private func records(_ kill: KillSchedule.Kill) async throws {
        for party in everybody where party != witness || party == kill.victim { try start(party) }
        // One time in four while somebody is sending records, or about to.
        let isMeanwhile = kill.chance % 4 == 0
        if isMeanwhile, kill.victim == witness { runs[witness]?.signal(SIGCONT) }
        if !isMeanwhile || kill.victim == witness { try await waitForTheBrand() }
        try await strike(kill.victim)
    }

    private func decisions(_ kill: KillSchedule.Kill) async throws {
        for party in everybody where party != witness { try start(party) }
        try await waitForTheBrand()
        runs[brand]?.signal(SIGSTOP)
        runs[witness]?.signal(SIGCONT)
        try start(witness)
        try await waitForRecords("the decisions", until: \.isDecided)
        try await strike(kill.victim)
        runs[brand]?.signal(SIGCONT)
    }

    /// Waits until the brand has sent its records.
    private func waitForTheBrand() async throws {
        try await waitForRecords("the brand's records") { $0.isDecided || $0.senders.first?.isComplete == true }
    }

    // MARK: - Processes

    /// Kills a process, notes in which state, and starts it again where it is the coordinator.
    private func strike(_ victim: Int) async throws {
        let status = try await watch.wait("the status", in: round.reference.round) { _ in true }
        let isParty = victim < parties
        let records = status.state == .matched ? try await watch.records(in: round.reference.round) : nil
        let hasCommitted = isParty ? status.committed.map(\.name).contains(name(victim)) : !status.committed.isEmpty
        let somebodyWaits = runs.values.contains { $0.exit == nil }
        if isParty {
            guard let run = runs[victim], try await run.killAndWait() else { return }
        } else {
            guard try await deployment.coordinator.kill() else { return }
            try await deployment.coordinator.restart()
        }
        landed += 1
        guard
            let phase = KillPhase(status, records: records, parties: parties, hasCommitted: hasCommitted)
        else { return }
        if isParty || phase < .result || somebodyWaits { record.note(phase, name(victim)) }
    }

    /// Starts a party unless it runs or has its result.
    @discardableResult
    private func start(_ party: Int) throws -> ProcessRun {
        try checkForFailures()
        if let run = runs[party], run.exit?.signal == nil { return run }
        let run = try deployment.parties[party].join(files[party])
        runs[party] = run
        return run
    }

    /// Throws where a party gave up, instead of waiting for it in vain.
    private func checkForFailures() throws {
        for run in runs.values {
            guard let exit = run.exit, exit.code != 0, exit.signal != SIGKILL else { continue }
            throw ProcessError.failed("\(run.title) (\(schedule))", exit, said: run.lastWords)
        }
    }

    @discardableResult
    private func wait(_ what: String, until isReached: (RoundStatus) -> Bool) async throws -> RoundStatus {
        try await watch.wait("\(what) (\(schedule))", in: round.reference.round) { status in
            try checkForFailures()
            return isReached(status) || status.state.isFinal
        }
    }

    private func waitForRecords(_ what: String, until isReached: (RecordsStatus) -> Bool) async throws {
        try await watch.wait("\(what) (\(schedule))", forRecordsIn: round.reference.round) { status in
            try checkForFailures()
            return isReached(status)
        }
    }

    private func name(_ process: Int) -> String {
        process < parties ? deployment.parties[process].id : "coordinator"
    }
}
