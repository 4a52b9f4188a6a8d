// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Counts numbers whose last six digits a person types who has none at hand: 777777, 123456, 987654, 474747.
struct MemorableDigits {
    /// 100 of the form ABABAB (777777 among them), 5 ascending, 5 descending.
    private static let share = 110e-6
    /// People choose such numbers, and pay for them: so many times as often as chance would have it.
    private static let allowance = 5.0
    private static let fewest: UInt64 = 5

    private var numbers: UInt64 = 0
    private var count: UInt64 = 0
    private var rows = RowSample()

    mutating func take(_ number: DistinctNumber) {
        numbers += 1
        guard Self.isMemorable(number.digits) else { return }
        count += 1
        rows.add(number.rows)
    }

    /// Whether the last six digits are ABABAB, or ascend or descend one by one.
    static func isMemorable(_ digits: UInt64) -> Bool {
        let tail = digits % 1_000_000
        if tail % 10101 == 0 { return true }
        // 012345, 123456 … 456789, and 543210 … 987654.
        return tail <= 456_789
            ? tail >= 12345 && (tail - 12345) % 111_111 == 0
            : tail >= 543_210 && (tail - 543_210) % 111_111 == 0
    }

    func findings() -> [(Evidence, Finding)] {
        guard count >= Self.fewest else { return [] }
        let expected = Double(numbers) * Self.share
        let evidence = Evidence(log10Expected: Tail.poisson(Int(count), expected * Self.allowance))
        guard evidence.isTold else { return [] }
        let usual = expected < 0.95 ? "less than 1 is" : "\(DigitGroups.text(UInt64(expected.rounded()))) are"
        let explanation =
            "\(DigitGroups.text(count)) different numbers end in six digits such as 777777, 123456 or 474747, where about \(usual) usual. "
            + "People type them who do not want to give their own."
        return [
            (
                evidence,
                Finding(
                    kind: .memorable, score: evidence.score, explanation: explanation, rowCount: rows.count,
                    rows: rows.rows)
            )
        ]
    }
}
