// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Logging
internal import Matching
internal import Messages

extension RoundHost {
    /// Where the tokens of a chunk go beside the column store, and the place of their list; nil where there is no room for them.
    func intake(for order: ChunkOrder) -> (intake: TokenIntake, list: Int)? {
        guard order.isTokens, let list = agreement.index(of: order.place.list), let intake = openIntake() else {
            return nil
        }
        return (intake, list)
    }

    /// Notes that tokens could not be sorted as they came; the match reads the stored chunks.
    func giveUpIntake(_ error: any Error) {
        guard canTakeTokens else { return }
        canTakeTokens = false
        intake = nil
        dependencies.logger.warning(
            "tokens are not sorted as they arrive, the match will read the stored chunks",
            metadata: ["round": "\(id)", "error": "\(Self.name(of: error))"])
    }

    private func openIntake() -> TokenIntake? {
        if let intake { return intake }
        guard canTakeTokens, round.state == .ring, let board = round.board else { return nil }
        let plan = TokenPlan(rows: board.layouts.map(\.rowCount), memory: dependencies.matchMemory)
        do {
            guard
                let intake = try TokenIntake(
                    plan, layouts: board.layouts, store: dependencies.partitions, budget: dependencies.intakeBudget)
            else { return nil }
            self.intake = intake
            return intake
        } catch {
            giveUpIntake(error)
            return nil
        }
    }

    /// An error as the log may name it.
    static func name(of error: any Error) -> String {
        (error as? Problem)?.code.rawValue ?? "\(type(of: error))"
    }
}
