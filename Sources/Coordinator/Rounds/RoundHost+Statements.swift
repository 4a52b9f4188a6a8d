// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Matching
internal import Messages
internal import Signing
internal import Vocabulary

extension RoundHost {
    /// Takes a commitment; the last one forms T, which charges every party.
    ///
    /// - Returns: whether it was new.
    func commit(_ statement: Unverified<Commitment>, from caller: PartyID) throws -> Bool {
        try refresh()
        let now = dependencies.clock()
        let party = agreement.parties[try round.position(of: caller)]
        let admission = try round.admit(statement, from: caller, history: try history(of: party), at: now)
        guard case .new(let signed) = admission else { return false }
        let others = round.commitments.compactMap { $0?.body }
        let isLast = others.count + 1 == agreement.parties.count
        let charges =
            isLast ? (others + [signed.body]).map { RowCharge(party: $0.from, rows: $0.count, at: now) } : []
        try record(.committed(signed), charges: charges)
        if isLast {
            unsettleBudget()
            try settleBudget()
        }
        return true
    }

    /// Takes a party's signature under T.
    func agree(_ statement: Unverified<TranscriptAgreement>, from caller: PartyID) throws -> Bool {
        try refresh()
        guard case .new(let signed) = try round.admit(statement, from: caller) else { return false }
        try record(.agreed(signed))
        return true
    }

    /// Takes a party's notice that ends the round.
    func stop(_ statement: Unverified<StopNotice>, from caller: PartyID) throws -> Bool {
        try refresh()
        guard case .new(let signed) = try round.admit(statement, from: caller) else { return false }
        try record(.stopped(signed))
        return true
    }
}
