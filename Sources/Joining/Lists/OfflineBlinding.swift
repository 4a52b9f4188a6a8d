// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
package import Home
import Messages
package import Signing

/// `symbolon blind`: a list made without network and coordinator, as a file that the same home uploads later.
package struct OfflineBlinding: Sendable {
    package let preparation: ListPreparation
    package let output: BlindedOutput

    package init(preparation: ListPreparation, output: BlindedOutput) {
        self.preparation = preparation
        self.output = output
    }

    /// Prepares the round, or finds it prepared already, and writes the file.
    package func run(
        round number: UInt32, holding lock: borrowing HomeLock, at now: Timestamp, progress: (JoinEvent) -> Void
    ) throws -> HomeRound {
        let home = preparation.home
        let round: HomeRound
        if let present = try home.round(of: preparation.agreement.id, number: number) {
            guard present.step == .prepared else {
                throw JoinError.unlike(
                    "round \(number) is \(present.step.rawValue) in this home and cannot be blinded again")
            }
            guard preparation.parts.isEmpty, preparation.intake.rejects == nil else {
                throw JoinError.unlike(
                    "round \(number) was blinded before, and its list is not read again: leave out --merge and --rejects"
                )
            }
            progress(.notice("Round \(number) was blinded before; its list is written again, FILE is not read."))
            round = present
        } else {
            round = try preparation.prepare(round: number, holding: lock, at: now, progress: progress)
        }
        let envelope = try Unverified<Commitment>(parsing: home.commitment(of: round.id))
        let column = try home.column(of: round.id)
        do {
            try output.write(envelope, column)
        } catch {
            progress(.notice("Round \(number) is prepared in this home; write its file with --round \(number)."))
            throw error
        }
        try home.markFileWritten(of: round.id)
        return round
    }
}
