// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLibphonenumber
import CMeasuring
import PhoneNumbers

/// What each side keeps in memory once it has read and described numbers; measured before anything else is done.
struct MemoryBenchmark {
    func run() -> Outcome {
        let digits: [UInt64] = [14_155_550_132, 442_079_460_123, 61_491_570_006, 33_199_000_123, 493_023_125_012]
        let plan = NumberingPlan()
        let start = measuring_resident_bytes()
        for value in digits {
            guard let number = PhoneNumber(digits: value) else { continue }
            _ = (plan.read(number.e164), plan.facts(of: number))
        }
        let own = measuring_resident_bytes()
        let texts = Texts(digits.map { ("+" + String($0), nil) })
        var read = [UInt64](repeating: 0, count: digits.count)
        read.withUnsafeMutableBufferPointer { cpn_texts_read(texts.copy, $0.baseAddress) }
        _ = cpn_describe(digits, digits.count)
        let others = measuring_resident_bytes()
        return Outcome(
            name: "memory", inputs: digits.count, measurements: [],
            remarks: [
                ("Symbolon KiB", "\((own - start) >> 10)"),
                ("libphonenumber and geocoder KiB", "\((others - own) >> 10)"),
            ])
    }
}
