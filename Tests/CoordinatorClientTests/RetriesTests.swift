// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Messages
import ScriptedCoordinator
import Synchronization
import Testing

@Suite("Asking again")
struct RetriesTests {
    static let unreachable = ClientError.unreachable("nothing listens at this host and port")

    /// Collects progress lines.
    final class Lines: Sendable {
        private let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
        func add(_ line: String) { state.withLock { $0.append(line) } }
    }

    static func retries(
        _ policy: RetryPolicy, _ clock: ManualClock, jitter: Double = 1, _ lines: Lines = Lines()
    ) -> Retries {
        Retries(policy: policy, clock: clock, jitter: { jitter }, progress: { lines.add($0) })
    }

    @Test("The delay doubles up to its longest, and jitter takes at most half of it away")
    func delays() {
        let policy = RetryPolicy(patience: .seconds(3600))
        let full = (1...8).map { policy.delay(afterFailures: $0, jitter: 1) }
        #expect(full == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
        let half = (1...8).map { policy.delay(afterFailures: $0, jitter: 0) }
        #expect(half == full.map { $0 / 2 })
        #expect(policy.delay(afterFailures: .max, jitter: 1) == .seconds(30))
    }

    @Test("An operation that succeeds in the end is repeated with growing delays and told about")
    func succeeds() async throws {
        let (clock, lines) = (ManualClock(), Lines())
        var calls = 0
        let result = try await Self.retries(RetryPolicy(patience: .seconds(60)), clock, lines).withRetries {
            calls += 1
            if calls == 2 { throw ClientError.problem(Problem(.storageFull, "full")) }
            if calls == 3 { throw ClientError.problem(Problem(.unavailable, "starting")) }
            if calls < 5 { throw Self.unreachable }
            return calls
        }
        #expect(result == 5)
        #expect(clock.sleeps == [1, 2, 4, 8].map { .seconds($0) })
        #expect(
            lines.all == [
                "coordinator unreachable, trying again in 1 s",
                "coordinator's disk is full, trying again in 2 s",
                "coordinator is starting or stopping, trying again in 4 s",
                "coordinator unreachable, trying again in 8 s",
            ])
    }

    @Test("When patience ends the last error is thrown, after one last try")
    func patience() async throws {
        let clock = ManualClock()
        var calls = 0
        let error = await #expect(throws: ClientError.self) {
            try await Self.retries(RetryPolicy(patience: .seconds(10)), clock).withRetries {
                calls += 1
                throw ClientError.unreachable("try \(calls)")
            }
        }
        #expect(clock.sleeps == [1, 2, 4, 3].map { .seconds($0) })
        #expect(error == .unreachable("try 5"))
        #expect(clock.now.offset == .seconds(10))
    }

    @Test("The time that requests take counts as patience, which starts with the first failure")
    func slowRequests() async throws {
        let clock = ManualClock()
        clock.pass(.seconds(1000))
        var calls = 0
        await #expect(throws: Self.unreachable) {
            try await Self.retries(RetryPolicy(patience: .seconds(10)), clock).withRetries {
                calls += 1
                clock.pass(.seconds(6))
                throw Self.unreachable
            }
        }
        #expect(calls == 3)
    }

    @Test("Without patience nothing is repeated")
    func noPatience() async throws {
        let clock = ManualClock()
        await #expect(throws: Self.unreachable) {
            try await Self.retries(RetryPolicy(patience: .zero), clock).withRetries { throw Self.unreachable }
        }
        #expect(clock.sleeps.isEmpty)
    }

    @Test(
        "What will not pass is thrown at once",
        arguments: [
            ClientError.garbage("not the protocol"), .tls("another authority"),
            .problem(Problem(.conflict, "another value")), .problem(Problem(.budgetExceeded, "used up")),
            .problem(Problem(.tooEarly, "wait")), .problem(Problem(.internal, "fault")),
        ])
    func final(error: ClientError) async throws {
        let clock = ManualClock()
        await #expect(throws: error) {
            try await Self.retries(RetryPolicy(patience: .seconds(60)), clock).withRetries { throw error }
        }
        #expect(clock.sleeps.isEmpty)
    }

    @Test("A caller may wait for other refusals too")
    func otherCodes() async throws {
        let (clock, lines) = (ManualClock(), Lines())
        var calls = 0
        let policy = RetryPolicy(patience: .seconds(60), codes: [.tooEarly])
        try await Self.retries(policy, clock, lines).withRetries {
            calls += 1
            if calls == 1 { throw ClientError.problem(Problem(.tooEarly, "wait")) }
        }
        #expect(lines.all == ["coordinator refused for now (too-early), trying again in 1 s"])
    }

    @Test("Cancellation ends the waiting")
    func cancellation() async throws {
        let clock = ManualClock()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await Self.retries(RetryPolicy(patience: .seconds(60)), clock).withRetries { throw Self.unreachable }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleeps.isEmpty)
    }

    @Test("A coordinator that comes back is found again over the wire")
    func overTheWire() async throws {
        let samples = try Samples()
        let clock = ManualClock()
        let count = Mutex(0)
        let answers: @Sendable (SeenRequest) -> ScriptedAnswer = { _ in
            switch count.withLock({ number in
                number += 1
                return number
            }) {
            case 1: .cut
            case 2: .problem(Problem(.unavailable, "starting"))
            case 3: .problem(Problem(.storageFull, "full"))
            default: .json(samples.status().json)
            }
        }
        try await Site().with(answers) { client, server in
            let status = try await Self.retries(RetryPolicy(patience: .seconds(60)), clock).withRetries {
                try await client.status(of: samples.round)
            }
            #expect(status == samples.status())
            #expect(server.requests.count == 4)
        }
    }
}
