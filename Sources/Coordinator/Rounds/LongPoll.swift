// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Answers a request as soon as its answer is worth sending, or after the time that the client asked for.
struct LongPoll: Sendable {
    /// Rings at each change of what is asked for.
    let bell: ChangeBell
    /// How long to wait; zero answers at once.
    let seconds: Int
    let sleep: @Sendable (Duration) async throws -> Void

    /// Reads until `isEnough` or the time is over; what was read last is the answer.
    func answer<Value: Sendable>(
        read: @escaping @Sendable () async throws -> Value, isEnough: @escaping @Sendable (Value) -> Bool
    ) async throws -> Value {
        let first = try await read()
        guard seconds > 0, !isEnough(first) else { return first }
        let bell = bell
        let sleep = sleep
        let duration = Duration.seconds(seconds)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled, !bell.isSilent {
                    let strokes = bell.strokes
                    if isEnough(try await read()) { return }
                    await bell.wait(after: strokes)
                }
            }
            group.addTask {
                do { try await sleep(duration) } catch is CancellationError { return }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
        return try await read()
    }
}
