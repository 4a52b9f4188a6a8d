// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Joining
import Synchronization
import Testing

@Suite("Stations of a line")
struct StationsTests {
    private struct Fault: Error {}

    /// Waits until it is cancelled, and says so.
    private static func waitForEver() async throws { try await Task.sleep(for: .seconds(600)) }

    @Test("all work to their ends")
    func ends() async throws {
        let done = Mutex(0)
        try await Stations.run({ done.withLock { $0 += 1 } }, { done.withLock { $0 += 1 } }, {})
        #expect(done.withLock { $0 } == 2)
    }

    @Test("The first that fails ends the others")
    func failure() async {
        await #expect(throws: Fault.self) {
            try await Stations.run({ try await Self.waitForEver() }, { throw Fault() })
        }
    }

    @Test("What went wrong is told although a station that was ended says so first")
    func cancelledFirst() async {
        await #expect(throws: Fault.self) {
            try await Stations.run(
                {
                    // It fails once the others are ended.
                    do { try await Self.waitForEver() } catch { throw Fault() }
                }, { throw CancellationError() })
        }
    }

    @Test("Who is cancelled says so")
    func cancelled() async {
        let task = Task { try await Stations.run({ try await Self.waitForEver() }, { try await Self.waitForEver() }) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
