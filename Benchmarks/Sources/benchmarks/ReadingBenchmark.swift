// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLibphonenumber
import PhoneNumbers

/// Parse, validate and E.164, from text to digits.
struct ReadingBenchmark {
    let name: String
    let texts: Texts

    func run(rounds: Int) -> Outcome {
        let plan = NumberingPlan()
        var own = [UInt64](repeating: 0, count: texts.count)
        var others = own
        var shortcuts = own
        var total = 0
        return own.withUnsafeMutableBufferPointer { own in
            others.withUnsafeMutableBufferPointer { others in
                shortcuts.withUnsafeMutableBufferPointer { shortcuts in
                    let (texts, own, others, shortcuts) = (texts, own, others, shortcuts)
                    let measurements = Contest(
                        inputs: texts.count,
                        sides: [
                            .init(name: "Symbolon", run: { texts.read(by: plan, into: own) }, repeats: 10),
                            .init(
                                name: "Symbolon, with a String of the E.164",
                                run: { total &+= texts.readToText(by: plan) }, repeats: 10),
                            .init(
                                name: "libphonenumber",
                                run: { cpn_texts_read(texts.copy, others.baseAddress) }),
                            .init(
                                name: "libphonenumber, general parser gone round",
                                run: { cpn_texts_read_by_shortcut(texts.copy, shortcuts.baseAddress) }),
                        ]
                    ).measure(rounds: rounds)
                    return Outcome(
                        name: name, inputs: texts.count, measurements: measurements,
                        remarks: Self.comparison(own, others) + refusals(by: plan, others))
                }
            }
        }
    }

    /// How often the sides come to the same; their data are of different years.
    private static func comparison(
        _ own: UnsafeMutableBufferPointer<UInt64>, _ others: UnsafeMutableBufferPointer<UInt64>
    ) -> [(key: String, value: String)] {
        let pairs = zip(own, others)
        return [
            ("valid for both", "\(pairs.count { $0 != 0 && $1 != 0 })"),
            ("of those another E.164", "\(pairs.count { $0 != 0 && $1 != 0 && $0 != $1 })"),
            ("valid for Symbolon alone", "\(pairs.count { $0 != 0 && $1 == 0 })"),
            ("valid for libphonenumber alone", "\(pairs.count { $0 == 0 && $1 != 0 })"),
        ]
    }

    /// Why Symbolon refuses what libphonenumber calls valid, most frequent first.
    private func refusals(
        by plan: NumberingPlan, _ others: UnsafeMutableBufferPointer<UInt64>
    ) -> [(key: String, value: String)] {
        var counts: [String: Int] = [:]
        texts.forEach { index, text, region in
            guard others[index] != 0, let reason = plan.read(text, region: region).reason else { return }
            counts[reason.rawValue, default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ("refused as \($0.key)", "\($0.value)") }
    }
}
