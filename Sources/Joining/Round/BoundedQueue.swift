// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Hands values from tasks to one other in their order; who is too fast waits, so that memory stays flat.
final class BoundedQueue<Value: Sendable>: Sendable {
    private struct State {
        var values: [Value] = []
        var isFinished = false
        var isCancelled = false
        /// Whoever waits for room, in the order of their coming, and the one who waits for a value.
        var writers: [CheckedContinuation<Void, Never>] = []
        var reader: CheckedContinuation<Void, Never>?

        /// Those to wake up when something has changed.
        mutating func waiting() -> [CheckedContinuation<Void, Never>] {
            defer { (writers, reader) = ([], nil) }
            return writers + (reader.map { [$0] } ?? [])
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: how many values may wait.
    init(limit: Int) { self.limit = limit }

    /// Adds a value; waits while there is no room.
    ///
    /// - Throws: `CancellationError` where the task was cancelled.
    func append(_ value: Value) async throws {
        while true {
            let isDone = try state.withLock { state throws(CancellationError) in
                if state.isCancelled { throw CancellationError() }
                guard state.values.count < limit else { return false }
                state.values.append(value)
                state.reader.take()?.resume()
                return true
            }
            if isDone { return }
            await wait { state, continuation in
                guard state.values.count >= self.limit, !state.isCancelled else { return false }
                state.writers.append(continuation)
                return true
            }
        }
    }

    /// Gives the next value; nil when no more will come.
    ///
    /// - Throws: `CancellationError` where the task was cancelled.
    func next() async throws -> Value? {
        while true {
            let (value, isOver): (Value?, Bool) = try state.withLock { state throws(CancellationError) in
                if state.isCancelled { throw CancellationError() }
                guard !state.values.isEmpty else { return (nil, state.isFinished) }
                if !state.writers.isEmpty { state.writers.removeFirst().resume() }
                return (state.values.removeFirst(), false)
            }
            if let value { return value }
            if isOver { return nil }
            await wait { state, continuation in
                guard state.values.isEmpty, !state.isFinished, !state.isCancelled else { return false }
                state.reader = continuation
                return true
            }
        }
    }

    /// Says that no more values will come.
    func finish() {
        state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.isFinished = true
            return state.waiting()
        }.forEach { $0.resume() }
    }

    /// Waits until woken up, where `enter` finds that there is something to wait for.
    private func wait(
        _ enter: @Sendable (inout sending State, CheckedContinuation<Void, Never>) -> Bool
    ) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isWaiting = state.withLock { enter(&$0, continuation) }
                if !isWaiting { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state -> [CheckedContinuation<Void, Never>] in
                state.isCancelled = true
                return state.waiting()
            }.forEach { $0.resume() }
        }
    }
}
