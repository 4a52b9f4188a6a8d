// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Vocabulary

extension Home {
    /// Takes the home for one round's work, and removes what a killed process left half-written.
    ///
    /// A home may be moved whole: where nothing of a round in progress was sent yet, the new place is taken as it is.
    ///
    /// - Parameter isMoved: true where a person says that these files were moved and the original is never used again.
    /// - Throws: `HomeError.busy` at once where another has it; `HomeError.copied` where these files lie elsewhere than
    ///   before, a commitment was sent from there, and nobody says that they were moved.
    package func lock(isMoved: Bool = false) throws -> HomeLock {
        let lock = try HomeLock(path: layout.lock, home: path)
        let place = try HomePlace(of: layout)
        if try !place.isStored(in: database) {
            let sent = try roundsInProgress().filter { $0.step != .prepared }
            guard sent.isEmpty || isMoved else { throw HomeError.copied(path: path, rounds: sent.count) }
            try place.store(in: database)
        }
        try removeLeftovers()
        return lock
    }

    /// Takes the consent register for a change; waits up to ten seconds for another one.
    ///
    /// Apart from the home's own lock, because a person's withdrawal must not wait for a round.
    package func lockConsents() throws -> HomeLock {
        try HomeLock(path: layout.consentsLock, home: path, creating: true, tries: 2000)
    }

    private func roundsInProgress() throws -> [HomeRound] { try rounds().filter { !$0.step.isFinal } }

    /// Removes temporary files, spools and consent registers that do not count, folders of rounds that were never
    /// completed, and what final rounds should have erased.
    private func removeLeftovers() throws {
        // Not in the home's own folder: enrolling needs no lock, and its temporary file may be in use.
        for name in try PrivateFolder.names(in: layout.evidence) {
            try removeTemporaryFiles(in: "\(layout.evidence)/\(name)")
        }
        // Where somebody is just changing the register, what looks left over is at work.
        if let register = try? HomeLock(path: layout.consentsLock, home: path, creating: true) {
            try eraseOldConsents()
            _ = consume register
        }
        try eraseSpools()
        let known = try Dictionary(uniqueKeysWithValues: rounds().map { ($0.id.hex, $0) })
        let unprepared = try unprepared()
        for name in try PrivateFolder.names(in: layout.rounds) {
            guard let id = RoundID(hex: name) else { continue }
            let folder = layout.round(id)
            guard !unprepared.contains(id) else {
                // Its number is taken, and the next try has to use its key.
                try folder.eraseUnfinished()
                continue
            }
            guard let round = known[name], !round.isErased, round.step != .ended else {
                // No transaction ever made it count, or one has made it count no longer.
                try folder.eraseAll()
                continue
            }
            try removeTemporaryFiles(in: folder.path)
        }
        for round in known.values where round.step.isFinal && !round.areSecretsErased { try eraseSecrets(of: round.id) }
    }

    private func removeTemporaryFiles(in folder: String) throws {
        for name in try PrivateFolder.names(in: folder) where name.hasPrefix(".") && name.hasSuffix(".tmp") {
            try PrivateFolder.remove("\(folder)/\(name)")
        }
    }
}
