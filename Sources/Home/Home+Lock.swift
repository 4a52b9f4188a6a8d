// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Signing
internal import Vocabulary

extension Home {
    /// Takes the home for one round's work, and removes what a killed process left half-written.
    ///
    /// - Throws: `HomeError.busy` at once where another has it; `HomeError.copied` where these files are a copy of
    ///   another home's and rounds are in progress in them.
    package func lock() throws -> HomeLock {
        let lock = try HomeLock(path: layout.lock, home: path)
        let place = try HomePlace(of: layout)
        if try !place.isStored(in: database) {
            let open = try roundsInProgress()
            guard open.isEmpty else { throw HomeError.copied(path: path, rounds: open.count) }
            try place.store(in: database)
        }
        try removeLeftovers()
        return lock
    }

    /// Takes a home that was moved or copied, ends its rounds in progress, and makes this its place.
    ///
    /// - Returns: the lock; the ended rounds are `copied` in `rounds()`.
    package func lockEndingCopiedRounds(at now: Timestamp) throws -> HomeLock {
        let lock = try HomeLock(path: layout.lock, home: path)
        let place = try HomePlace(of: layout)
        if try !place.isStored(in: database) {
            for round in try roundsInProgress() { try end(round.id, .copied, at: now) }
            try place.store(in: database)
        }
        try removeLeftovers()
        return lock
    }

    private func roundsInProgress() throws -> [HomeRound] { try rounds().filter { !$0.step.isFinal } }

    /// Removes temporary files, folders of rounds that were never completed, and what final rounds should have erased.
    private func removeLeftovers() throws {
        for folder in [path, layout.rounds, layout.evidence] { try removeTemporaryFiles(in: folder) }
        for name in try PrivateFolder.names(in: layout.evidence) {
            try removeTemporaryFiles(in: "\(layout.evidence)/\(name)")
        }
        let known = try Dictionary(uniqueKeysWithValues: rounds().map { ($0.id.hex, $0) })
        for name in try PrivateFolder.names(in: layout.rounds) {
            guard let id = RoundID(hex: name) else { continue }
            let folder = layout.round(id)
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
