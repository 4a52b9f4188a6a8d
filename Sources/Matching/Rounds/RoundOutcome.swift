// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
package import Messages
package import Signing
internal import Vocabulary

/// The end of a round: the signed manifest and each entitled party's rows.
package struct RoundOutcome: Sendable {
    package let manifest: Signed<ResultManifest>
    package let rows: [MatchedRows]

    /// Evaluates tokens that are in memory, of a round whose ring is complete.
    ///
    /// - Parameters:
    ///   - round: the round, in state `ring` with all hops stored.
    ///   - tokens: for each party in ring order its tokens.
    ///   - key: the coordinator's identity.
    ///   - generator: draws the handles.
    /// - Throws: ``DuplicateToken``; a problem where the round has no transcript.
    package init(
        of round: Round, tokens: [[UInt8]], signedBy key: IdentityKey,
        using generator: inout some RandomNumberGenerator
    ) throws {
        let match = try TokenMatcher.match(
            lists: tokens, truthTable: round.agreement.match.truthTable, positionsOf: round.agreement.learners)
        try self.init(of: round, match: match, signedBy: key, using: &generator)
    }

    /// Says what came of a match.
    ///
    /// - Parameters:
    ///   - round: the round, in state `ring` with all hops stored.
    ///   - match: its members, with the positions of ``Agreements/Agreement/learners``.
    ///   - key: the coordinator's identity.
    ///   - generator: draws the handles.
    /// - Throws: a problem where the round has no transcript.
    package init(
        of round: Round, match: TokenMatch, signedBy key: IdentityKey,
        using generator: inout some RandomNumberGenerator
    ) throws {
        guard let transcript = round.transcript else {
            throw Problem(.wrongState, "The round has no transcript.")
        }
        let agreement = round.agreement
        let learners = agreement.learners
        let isReleased = DisclosureControl.releases(members: match.members, under: agreement)
        var rows: [MatchedRows] = []
        if isReleased {
            rows = MatchedRows.draw(
                for: learners.map { (agreement.parties[$0].id, match.positions[$0] ?? []) }, using: &generator)
        }
        let body = ResultManifest(
            reference: round.reference, transcript: transcript, decision: isReleased ? .matched : .belowMinimum,
            members: isReleased ? DisclosureControl.coarse(match.members) : 0,
            rows: Dictionary(uniqueKeysWithValues: rows.map { ($0.party, $0.root) }))
        manifest = try Signed(body, by: key)
        self.rows = rows
    }
}
