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
    /// What was sorted as it arrived.
    let intake: TokenIntake?

    /// Evaluates the expression; blocks, and needs the memory that docs/operations.md tells.
    func run() throws -> Verdict {
        let agreement = round.agreement
        do {
            let match = try tokens().match(
                truthTable: agreement.match.truthTable, positionsOf: agreement.learners)
            var generator = dependencies.randomness()
            return .outcome(
                try RoundOutcome(of: round, match: match, signedBy: dependencies.identity, using: &generator))
        } catch let duplicate as DuplicateToken {
            let (chunk, row) = duplicate.row.quotientAndRemainder(dividingBy: agreement.chunkRows)
            return .duplicate(list: duplicate.list, chunk: chunk, row: row)
        }
    }

    /// All tokens: those that arrived in this process, the others from the store.
    private func tokens() throws -> TokenCollection {
        guard let board = round.board else { throw Problem(.internal, "The round has no lists.") }
        let arrived = arrived(board)
        let collection = try arrived?.collection ?? made(for: board)
        let due = board.layouts.indices.flatMap { list in
            (0..<board.layouts[list].chunkCount).filter { arrived?.held[list][$0] == nil }.map { (list, $0) }
        }
        for start in stride(from: 0, to: due.count, by: Self.chunksAtOnce) {
            let wave = Array(due[start..<min(start + Self.chunksAtOnce, due.count)])
            for ((list, chunk), bytes) in zip(wave, try read(wave, board)) {
                let first = board.layouts[list].offset(ofChunk: chunk) ?? 0
                try bytes.withUnsafeBytes { try collection.add($0, list: list, firstRow: first) }
            }
        }
        return collection
    }

    /// Chunks that are read and hashed at the same time, 1 MiB each.
    private static let chunksAtOnce = 8

    /// Reads some chunks on all cores.
    private func read(_ chunks: [(list: Int, chunk: Int)], _ board: ChunkBoard) throws -> [[UInt8]] {
        try chunks.indices.concurrentMap { try read(list: chunks[$0].list, chunk: chunks[$0].chunk, board) }
    }

    private func made(for board: ChunkBoard) throws -> TokenCollection {
        var generator = SystemRandomNumberGenerator()
        return try TokenCollection(
            TokenPlan(rows: board.layouts.map(\.rowCount), memory: dependencies.matchMemory),
            store: dependencies.partitions, using: &generator)
    }

    /// What arrived in this process; nil where some of it is of a chunk that was not recorded in the end.
    private func arrived(_ board: ChunkBoard) -> (collection: TokenCollection, held: [[Digest?]])? {
        guard let arrived = intake?.take() else { return nil }
        let hop = round.agreement.ring.lastHop
        for (list, digests) in arrived.held.enumerated() {
            for (chunk, digest) in digests.enumerated() {
                guard digest == nil || digest == board.digest(list: list, hop: hop, chunk: chunk) else { return nil }
            }
        }
        return arrived
    }

    /// Reads a chunk of the last hop's output; bytes that changed on disk are found here, not in a wrong result.
    private func read(list: Int, chunk: Int, _ board: ChunkBoard) throws -> [UInt8] {
        let hop = round.agreement.ring.lastHop
        let place = ChunkPlace(list: round.agreement.parties[list].id, hop: hop, chunk: chunk)
        let bytes = try dependencies.columns.read(
            at: place, in: round.reference.round, byteCount: round.byteCount(at: place))
        let root = bytes.withUnsafeBytes { MerkleTree.root(of: $0, width: Token.byteCount) }
        guard root == board.digest(list: list, hop: hop, chunk: chunk) else {
            throw Problem(.internal, "A stored chunk has changed on disk.")
        }
        return bytes
    }
}
