// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Vocabulary

/// Why a home cannot do what was asked.
///
/// No case carries a phone number, an element or a key.
package enum HomeError: Error, Equatable, CustomStringConvertible {
    // The files. Not permitted (77): exposed. Busy (75): busy. Input missing (66): noHome. Cannot create (73): exists.
    // Configuration (78): badConfiguration, tooNew. I/O (74): damaged, storage.

    /// Others than the user can get at a private file or folder, or exchange it.
    case exposed(path: String, PathExposure)
    /// Another process holds the lock.
    case busy(path: String)
    /// There is no home.
    case noHome(path: String)
    /// Something is there already.
    case exists(path: String)
    /// The configuration file cannot be read.
    case badConfiguration(path: String, problem: String)
    /// A later release wrote the state.
    case tooNew(path: String)
    /// A file is missing or was changed.
    case damaged(path: String, problem: String)
    /// SQLite refused; the text is its own and holds no values.
    case storage(path: String, problem: String)
    /// The files are a copy of another home's (see `HomePlace`), and rounds are in progress in it.
    case copied(path: String, rounds: Int)
    /// There is no client certificate yet.
    case notEnrolled

    // Keys and agreements.

    /// Another key is trusted for the party.
    case otherKeyTrusted(PartyID)
    /// No agreement has this identifier, prefix or name.
    case noAgreement(String?)
    /// More than one agreement has this prefix or name; candidates as `name (first 16 digits)`.
    case ambiguousAgreement(candidates: [String])

    // Rounds.

    /// This home knows no such round.
    case noRound(RoundID)
    /// A key was drawn for the number or a later one, and its state is not here: the number must not be used again.
    case burnt(number: UInt32, highest: UInt32)
    /// The round has been prepared: go on with it.
    case roundExists(number: UInt32)
    /// A part of a list was not made by this home or a copy of it, for another round, or was changed.
    case foreignPart(path: String)
    /// A part of a list is cut short or not in order.
    case damagedPart(path: String, problem: String)
    /// The round's parts do not fit each other.
    case incomplete(problem: String)
    /// The round is at a step that does not allow this.
    case wrongStep(RoundID, RoundStep)
    /// What was asked for has been erased.
    case erased(RoundID, what: String)
    /// The party signed another transcript of this round.
    case otherTranscript(RoundID)
    /// The party holds another result of this round.
    case otherResult(RoundID)
    /// The rows of the others exceed what this party will exponentiate under the agreement.
    case overExposure(charged: Int, rows: Int, limit: Int)
    /// Another input was accepted at this place.
    case otherInput(ChunkPlace)
    /// The row records are not those of one result.
    case badRows(RoundID, problem: String)
    /// A name of evidence that is no plain file name.
    case badEvidenceName

    // What follows a match.

    /// An entry is out of order or has another length than it may have.
    case refusedEntry(SealedContent, index: Int, problem: String)
    /// The round's salts belong to other handles.
    case otherSalts(RoundID)
    /// The log was verified up to another entry than the one from which it is carried on.
    case otherLogHead(AgreementID, stored: Int)
    /// What came with a part of the log does not belong there.
    case badLog(AgreementID, sequence: Int, problem: String)
    /// Nothing was revoked for the handle.
    case noRevocation(RoundID)
    /// The revocation has another receipt.
    case otherReceipt(RoundID)
}

extension HomeError {
    package var description: String {
        switch self {
        case .exposed(let path, let exposure): exposure.text(path: path)
        case .busy(let path): "\(path): another symbolon process uses this home: wait until it has ended"
        case .noHome(let path): "\(path): no home here: run symbolon init, or name it with --home"
        case .exists(let path):
            "\(path): something is there already: choose another folder with --home, or move it away"
        case .badConfiguration(let path, let problem): "\(path): \(problem)"
        case .tooNew(let path): "\(path): written by a later release of symbolon: use that one"
        case .damaged(let path, let problem): "\(path): \(problem): restore the home as a whole"
        case .storage(let path, let problem): "\(path): \(problem): free some space or mend the disk, then run again"
        case .copied(let path, let rounds):
            "\(path): these files lie elsewhere than when \(rounds) open round(s) were committed to: if the home was moved whole "
                + "and the original is never used again, say --moved; a copy must not be used"
        case .notEnrolled: "no client certificate in this home: run symbolon enroll"
        case .otherKeyTrusted(let party):
            "another key is trusted for \(party): compare the fingerprint again over another channel, then replace it"
        case .noAgreement(let text):
            "no agreement \(text ?? "of this name or identifier") in this home: see symbolon agreement list"
        case .ambiguousAgreement(let candidates):
            "this means several agreements: give more digits of one: \(candidates.joined(separator: ", "))"
        case .noRound(let round): "round \(round.hex.prefix(16)): not in this home"
        case .burnt(let number, let highest):
            "round \(number): this home has used the numbers up to \(highest) and number \(number) has no state here, "
                + "so it is burnt: stop the round and open the next"
        case .roundExists(let number):
            "round \(number): its list was made before: join with it, or take the next number where the round is over"
        case .foreignPart(let path):
            "\(path): no part of this round's list that this home or a copy of it made, or it was changed: make it again with "
                + "symbolon blind --rows"
        case .damagedPart(let path, let problem):
            "\(path): \(problem): make it again with symbolon blind --rows"
        case .incomplete(let problem): "the prepared round does not hold together: \(problem)"
        case .wrongStep(let round, let step):
            "round \(round.hex.prefix(16)): it is \(step.rawValue), which does not allow this"
        case .erased(let round, let what): "round \(round.hex.prefix(16)): \(what) has been erased"
        case .otherTranscript(let round):
            "round \(round.hex.prefix(16)): this party signed another transcript: stop the round and keep both as evidence"
        case .otherResult(let round):
            "round \(round.hex.prefix(16)): another result is stored: keep both as evidence and ask the coordinator"
        case .overExposure(let charged, let rows, let limit):
            "\(rows) rows of other parties are over the exposure budget: \(charged) of \(limit) rows are charged: "
                + "raise it with join --exposure-limit, or decline the round"
        case .otherInput(let place):
            "list \(place.list), hop \(place.hop), chunk \(place.chunk): another input was accepted here, "
                + "and one is the most: keep both as evidence and stop the round"
        case .badRows(let round, let problem): "round \(round.hex.prefix(16)): the row records are refused: \(problem)"
        case .badEvidenceName: "a name of evidence is 1 to 100 of a-z, 0-9, - and ., starting with a letter or a digit"
        case .refusedEntry(let content, let index, let problem):
            "\(content.rawValue): entry \(index) is refused: \(problem)"
        case .otherSalts(let round):
            "round \(round.hex.prefix(16)): its salts belong to other handles: restore the home as a whole"
        case .otherLogHead(let agreement, let stored):
            "agreement \(agreement.hex.prefix(16)): its log was verified up to entry \(stored), and this does not follow: "
                + "fetch what comes after it; where the log itself differs, keep it as evidence"
        case .badLog(let agreement, let sequence, let problem):
            "agreement \(agreement.hex.prefix(16)): log entry \(sequence) is refused: \(problem): "
                + "keep the log as evidence and ask the coordinator"
        case .noRevocation(let round):
            "round \(round.hex.prefix(16)): nothing was revoked for this handle: revoke it first"
        case .otherReceipt(let round):
            "round \(round.hex.prefix(16)): the revocation has another receipt: keep both as evidence and ask the "
                + "coordinator"
        }
    }
}
