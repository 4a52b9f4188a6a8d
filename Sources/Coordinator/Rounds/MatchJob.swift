// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Matching
internal import Messages
internal import Vocabulary

/// The comparison of all lists of one round, on a snapshot of its state.
struct MatchJob: Sendable {
    /// What came of it.
    enum Verdict: Sendable {
        case outcome(RoundOutcome)
        /// A list holds the token of this row in an earlier row too.
        case duplicate(list: Int, chunk: Int, row: Int)
    }

    let round: Round
    let dependencies: CoordinatorDependencies

    /// Reads the tokens and evaluates the expression; blocks, and needs 16 bytes of memory a row and more for the table.
    func run() throws -> Verdict {
        let lists = try round.agreement.parties.indices.map { try tokens(ofList: $0) }
        var generator = dependencies.randomness()
        do {
            return .outcome(
                try RoundOutcome(of: round, tokens: lists, signedBy: dependencies.identity, using: &generator))
        } catch let duplicate as DuplicateToken {
            let row = Self.firstRepetition(in: lists[duplicate.list]) ?? 0
            let chunkRows = round.agreement.chunkRows
            return .duplicate(list: duplicate.list, chunk: row / chunkRows, row: row % chunkRows)
        }
    }

    /// Reads the last hop's output of a list; bytes that changed on disk are found here, not in a wrong result.
    private func tokens(ofList list: Int) throws -> [UInt8] {
        guard let board = round.board else { throw Problem(.internal, "The round has no lists.") }
        let hop = round.agreement.ring.lastHop
        var tokens: [UInt8] = []
        tokens.reserveCapacity(board.layouts[list].rowCount * Token.byteCount)
        for chunk in 0..<board.layouts[list].chunkCount {
            let place = ChunkPlace(list: round.agreement.parties[list].id, hop: hop, chunk: chunk)
            let bytes = try dependencies.columns.read(
                at: place, in: round.reference.round, byteCount: round.byteCount(at: place))
            let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: Token.byteCount) }
            guard root == board.digest(list: list, hop: hop, chunk: chunk) else {
                throw Problem(.internal, "A stored chunk has changed on disk.")
            }
            tokens += bytes
        }
        return tokens
    }

    private static func firstRepetition(in tokens: [UInt8]) -> Int? {
        tokens.withUnsafeBytes { bytes in
            var seen: Set<Token> = []
            for row in 0..<bytes.count / Token.byteCount {
                if let token = Token(row: row, of: bytes), !seen.insert(token).inserted { return row }
            }
            return nil
        }
    }
}
