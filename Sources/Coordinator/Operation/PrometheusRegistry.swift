// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import CoreMetrics
internal import Synchronization

/// Keeps counters and gauges and writes them as Prometheus text (exposition format 0.0.4).
///
/// Timers and recorders are kept as gauges of their last value: the coordinator uses none.
package final class PrometheusRegistry: MetricsFactory {
    private let samples = Mutex<[String: [String: PrometheusSample]]>([:])

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        sample(label, dimensions, .counter)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        sample(label, dimensions, .gauge)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        sample(label, dimensions, .gauge)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        sample(label, dimensions, .gauge)
    }

    // Samples live as long as the process, as Prometheus expects of counters.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// All samples, by name and labels.
    package var text: String {
        samples.withLock { families in
            families.sorted { $0.key < $1.key }.map { name, members in
                let type = members.values.first?.kind.rawValue ?? PrometheusSample.Kind.gauge.rawValue
                let lines = members.sorted { $0.key < $1.key }.map { "\(name)\($0.key) \($0.value.value)\n" }
                return "# TYPE \(name) \(type)\n" + lines.joined()
            }.joined()
        }
    }

    private func sample(
        _ label: String, _ dimensions: [(String, String)], _ kind: PrometheusSample.Kind
    ) -> PrometheusSample {
        let labels =
            dimensions.isEmpty
            ? "" : "{" + dimensions.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",") + "}"
        return samples.withLock { families in
            if let present = families[label]?[labels] { return present }
            let sample = PrometheusSample(kind: kind)
            families[label, default: [:]][labels] = sample
            return sample
        }
    }

    private static func escaped(_ value: String) -> String {
        String(
            value.flatMap { character -> [Character] in
                switch character {
                case "\\": ["\\", "\\"]
                case "\"": ["\\", "\""]
                case "\n": ["\\", "n"]
                default: [character]
                }
            })
    }
}
