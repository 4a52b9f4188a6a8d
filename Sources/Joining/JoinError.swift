// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Messages
package import Signing
package import Vocabulary

/// Why a join cannot go on; each text says what, where and what to do, and holds no number.
package enum JoinError: Error, CustomStringConvertible {
    case missingFile(String)
    case emptyList(String)
    /// The column map does not fit the agreement.
    case badColumns(String)
    /// No number has a current consent.
    case noConsents(String)
    case badBlindedFile(String, String)
    /// The blinded file is another home's, or another round's or agreement's.
    case foreignBlindedFile(String, String)
    case notEnrolled
    case notSigned(agreement: String, by: [PartyID])
    case planOutOfRange(version: String, agreement: String)
    case roundOver(number: UInt32, state: RoundState, why: String)
    case burnt(number: UInt32)
    case stateLost(number: UInt32)
    case capExceeded(rows: Int, cap: Int)
    case listTooSmall(rows: Int, minimum: Int)
    case changeTooSmall(rows: Int, round: UInt32, minimum: Int)
    case fileExists(String)
    case waitedTooLong(String)
    /// This machine's clock is behind what the home has stored.
    case clockBehind(now: Timestamp, latest: Timestamp)
    /// The coordinator's log was cut, rewritten or forged.
    case badLog(agreement: String, entry: Int, why: String)
    /// A plan that the coordinator signed is not of a context that this home sent, or holds what the context cannot give.
    case badPlan(context: String, why: String)
    /// The home's numbering plan is none.
    case badNumberingPlan(String, String)
    case noRound(String)
    case unlike(String)

    package var description: String {
        switch self {
        case .missingFile(let path): "\(path): no such file, or it cannot be read"
        case .emptyList(let path): "\(path): the list holds no usable number; see the rejects with --rejects FILE"
        case .badColumns(let why): "--columns: \(why)"
        case .noConsents(let path):
            "\(path): no number has a current consent for the agreement's sender, purpose and channels; add the columns "
                + "consent_sender, consent_purpose and so on, or import consents with `symbolon consents import`; "
                + "see the reasons with --rejects FILE"
        case .badBlindedFile(let path, let why): "\(path): \(why); make it again with `symbolon blind`"
        case .foreignBlindedFile(let path, let why): "\(path): \(why)"
        case .notEnrolled: "this home is not enrolled with a coordinator; run `symbolon enroll URL --invite CODE`"
        case .notSigned(let name, let missing):
            "agreement \(name): not signed yet by \(missing.map(\.name).joined(separator: ", ")), as far as this home knows; nothing is "
                + "blinded before: symbolon agreement verify \(name) fetches signatures"
        case .planOutOfRange(let version, let agreement):
            "numbering plan \(version) is outside the range that agreement \(agreement) allows; use a release within it"
        case .roundOver(let number, let state, let why): "round \(number) is \(state.rawValue): \(why)"
        case .burnt(let number):
            "round \(number) was begun in this home and its state is gone; its number is burnt: cancel it with "
                + "`symbolon rounds cancel` and open the next"
        case .stateLost(let number):
            "the coordinator has another commitment of this party for round \(number): it was made in another home; join "
                + "from that home, or cancel the round with `symbolon rounds cancel`"
        case .capExceeded(let rows, let cap): "the list has \(rows) numbers; the agreement caps it at \(cap)"
        case .listTooSmall(let rows, let minimum):
            "the list has \(rows) numbers; the agreement's minimum is \(minimum)"
        case .changeTooSmall(let rows, let round, let minimum):
            "the list differs from that of round \(round) by \(rows) numbers; repeat it unchanged, or change at least "
                + "\(minimum); consents that ended or were taken back change it too: the next round waits until there are enough"
        case .fileExists(let path): "\(path): the file exists already; choose another name or use --force"
        case .waitedTooLong(let what): "waited too long for \(what); run the same command again to go on"
        case .badLog(let agreement, let entry, let why):
            "the coordinator's log of agreement \(agreement) does not hold at entry \(entry): \(why); "
                + "nothing of it was taken: ask its operator, and the other parties"
        case .clockBehind(let now, let latest):
            "this machine's clock says \(now), the home has stored something of \(latest): set the clock; nothing is done, "
                + "because consents that have run out would seem current"
        case .badPlan(let context, let why): "context \(context): \(why); nothing is written"
        case .badNumberingPlan(let path, let why):
            "\(path): \(why), or `symbolon numbers plan --remove` for this release's"
        case .noRound(let why): why
        case .unlike(let what): what
        }
    }
}
