// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Joining
import Messages
import Synchronization
import Testing

@Suite struct PatienceTests {
    /// A clock that a test sets.
    private final class SetClock: Sendable {
        private let start = ContinuousClock.now
        private let offset = Mutex(Duration.zero)
        var now: ContinuousClock.Instant { start.advanced(by: offset.withLock { $0 }) }
        func advance(_ duration: Duration) { offset.withLock { $0 += duration } }
    }

    @Test("A request asks for at most what is left, at most 30 seconds and at least one")
    func seconds() {
        let clock = SetClock()
        let patience = Patience(.seconds(100)) { clock.now }
        #expect(patience.seconds == Limits.waitSeconds)
        clock.advance(.seconds(88))
        #expect(patience.seconds == 12)
        clock.advance(.seconds(12))
        #expect(patience.seconds == 1)
        clock.advance(.seconds(1000))
        #expect(patience.seconds == 1)
    }

    @Test("Once the time is over it says what was waited for, and to run the command again")
    func over() {
        let clock = SetClock()
        let patience = Patience(.seconds(10)) { clock.now }
        clock.advance(.milliseconds(9999))
        #expect(throws: Never.self) { try patience.check(waitingFor: "streamco") }
        clock.advance(.milliseconds(1))
        let error = #expect(throws: JoinError.self) { try patience.check(waitingFor: "the commitments of streamco") }
        #expect(
            "\(error.map { "\($0)" } ?? "")"
                == "waited too long for the commitments of streamco; run the same command again to go on")
    }

    @Test("No patience is over at once")
    func none() {
        #expect(throws: JoinError.self) { try Patience(.zero).check(waitingFor: "anything") }
    }
}
