// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Lists
import Synchronization

/// A batch and what is made of it, used again and again: filled by one thread, worked on by another, collected by the first.
final class BatchSlot<Result: Sendable>: Sendable {
    private struct State {
        var batch: RowBatch
        var result: Result
    }

    private let state: Mutex<State>
    private let isDone = DispatchSemaphore(value: 0)

    init(result: Result, rows: Int) {
        state = Mutex(State(batch: RowBatch(capacity: rows), result: result))
    }

    /// Reads the next rows; false at the end.
    func fill(from reader: inout ListReader) throws -> Bool {
        try state.withLock { try reader.next(into: &$0.batch) }
    }

    /// Makes the result of the batch.
    func work(_ body: (RowBatch, inout Result) -> Void) {
        state.withLock { body($0.batch, &$0.result) }
        isDone.signal()
    }

    /// Waits for the result and hands it out.
    func finish(_ body: (RowBatch, inout Result) throws -> Void) throws {
        isDone.wait()
        try state.withLock { try body($0.batch, &$0.result) }
    }
}
