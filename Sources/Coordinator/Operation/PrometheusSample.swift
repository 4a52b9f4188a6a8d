// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import CoreMetrics
internal import Synchronization

/// One number with a name and labels.
final class PrometheusSample: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    /// What Prometheus calls it.
    enum Kind: String {
        case counter
        case gauge
    }

    let kind: Kind
    private let number = Mutex<Int64>(0)

    init(kind: Kind) { self.kind = kind }

    /// The number now.
    var value: Int64 { number.withLock { $0 } }

    func increment(by amount: Int64) {
        // Wraps around instead of ending the process after 2^63 events.
        number.withLock { $0 &+= amount }
    }

    func reset() { number.withLock { $0 = 0 } }
    func set(_ value: Int64) { number.withLock { $0 = value } }
    func set(_ value: Double) { set(Self.whole(value)) }
    func increment(by amount: Double) { increment(by: Self.whole(amount)) }
    func decrement(by amount: Double) { increment(by: -Self.whole(amount)) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
    func recordNanoseconds(_ duration: Int64) { set(duration) }

    private static func whole(_ value: Double) -> Int64 { Int64(exactly: value.rounded()) ?? 0 }
}
