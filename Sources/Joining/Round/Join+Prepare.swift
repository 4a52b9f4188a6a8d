// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import Columns
import Home
import Messages
import Signing
import Vocabulary

extension Join {
    /// This party's list of the round: stored before, taken from a blinded file, or made now.
    func prepared(
        _ status: RoundStatus, under agreement: Agreement, holding lock: borrowing HomeLock
    ) async throws -> HomeRound {
        let isBlindedFile = BlindedFile.isBlinded(intake.path)
        if let local = try home.round(of: agreement.id, number: status.number) {
            guard local.step != .ended else {
                let ending = local.ending.map { " (\($0.rawValue))" } ?? ""
                throw JoinError.unlike(
                    "round \(local.number) ended in this home without a result\(ending) and cannot be joined again; "
                        + "see symbolon rounds list")
            }
            if isBlindedFile {
                try checkBlindedFile(of: local, under: agreement)
            } else if local.source != SourceDigest.unknown, intake.path != "-",
                try SourceDigest.ofFile(intake.path) != local.source
            {
                report(
                    .notice(
                        "\(intake.path) is not the file that was committed for round \(local.number); the committed list is "
                            + "used. Changes count from the next round on."))
            }
            return local
        }
        guard !status.state.isFinal else { throw over(status, agreement: agreement) }
        guard !isBlindedFile else { throw try foreignFile(number: status.number, under: agreement) }
        guard status.state == .gathering, !status.committed.contains(home.party) else {
            throw JoinError.stateLost(number: status.number)
        }
        let preparation = ListPreparation(home: home, agreement: agreement, intake: intake)
        // Blocks this thread on purpose: the process has nothing else to do, and all cores work.
        return try preparation.prepare(round: status.number, holding: lock, at: now(), progress: report)
    }

    /// A blinded file of a later round must not be passed over silently because the newest has ended here.
    func checkNotOfAnotherRound(_ round: HomeRound, under agreement: Agreement) throws {
        guard BlindedFile.isBlinded(intake.path) else { return }
        let file = try BlindedFile(readingAt: intake.path)
        let body = file.commitment.body
        guard body.from == home.party, body.reference.agreement == agreement.id, body.number == round.number else {
            throw try foreign(file, number: round.number, under: agreement)
        }
    }

    /// A blinded file must be the one that this home made for this round.
    private func checkBlindedFile(of round: HomeRound, under agreement: Agreement) throws {
        let file = try BlindedFile(readingAt: intake.path)
        guard file.commitment.json.canonicalBytes == (try home.commitment(of: round.id)) else {
            throw try foreign(file, number: round.number, under: agreement)
        }
        try file.checkElements(chunkRows: agreement.chunkRows)
    }

    private func foreignFile(number: UInt32, under agreement: Agreement) throws -> JoinError {
        try foreign(BlindedFile(readingAt: intake.path), number: number, under: agreement)
    }

    private func foreign(_ file: BlindedFile, number: UInt32, under agreement: Agreement) throws -> JoinError {
        let body = file.commitment.body
        let why: String
        if body.from != home.party {
            why = "it was blinded by \(body.from), this home is \(home.party)'s"
        } else if body.reference.agreement != agreement.id {
            why = "it was blinded for agreement \(body.reference.agreement.hex.prefix(16)), not for \(agreement.name)"
        } else if body.number != number {
            why = "it was blinded for round \(body.number); round \(number) is the newest"
        } else {
            why = "it is altered, or was not made by this home: its commitment is not the one that is stored here"
        }
        return .foreignBlindedFile(intake.path, why)
    }

    /// Why nothing more can be done in a round.
    func over(_ status: RoundStatus, agreement: Agreement) -> JoinError {
        let next =
            agreement.learnsMatchedRows(home.party)
            ? "open the next with `symbolon rounds open --agreement \(agreement.name)`"
            : "a party that learns matched rows can open the next"
        return .roundOver(number: status.number, state: status.state, why: next)
    }
}
