// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Blinding
import Joining
import Messages
import Synchronization
import Testing
import Vocabulary

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

    @Test("An element that does not decode is told although something else failed before")
    func accusation() async throws {
        let list = try #require(PartyID("optouts"))
        let fault = BlindingError.undecodable(
            place: ChunkPlace(list: list, hop: 0, chunk: 0), row: 0, signer: list)
        await #expect(throws: fault) {
            try await Stations.run(
                { throw Fault() },
                {
                    try await Stations.run({ do { try await Self.waitForEver() } catch { throw fault } })
                })
        }
    }

    @Test("Who is cancelled says so")
    func cancelled() async {
        let task = Task { try await Stations.run({ try await Self.waitForEver() }, { try await Self.waitForEver() }) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
