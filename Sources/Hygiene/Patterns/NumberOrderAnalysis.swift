// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Spilling

/// What the numbers show in ascending order: repetitions, conflicts and patterns; keeps little of them.
package struct NumberOrderAnalysis {
    package private(set) var repetitions = Repetitions()
    package private(set) var conflicts = ConsentConflicts()
    private let states: ConsentStates?
    private var number: DistinctNumber?
    /// Bits of the states that the number's rows have.
    private var seenStates: UInt16 = 0
    private var firstRow: UInt64 = 0
    private var runs = RunFinder()
    private var shares = BlockShares()
    private var strides = StrideFinder(inRowOrder: false)
    private var memorable = MemorableDigits()

    /// - Parameter states: nil where the list says nothing of consents.
    package init(states: ConsentStates?) { self.states = states }

    /// Takes the next rows, packed (`RowMark`), in ascending order.
    ///
    /// Appends to `repeats` each row whose number has an earlier row (the key) and the first such row (the value).
    package mutating func take(_ pairs: [Pair], repeats: inout [Pair]) {
        for pair in pairs {
            let mark = RowMark(digits: pair.key, packed: pair.value)
            if number?.digits == mark.digits {
                repeats.append(Pair(key: mark.row, value: firstRow))
            } else {
                endNumber()
                number = DistinctNumber(digits: mark.digits, country: mark.country)
                firstRow = mark.row
            }
            number?.rows.add(mark.row)
            seenStates |= 1 << UInt16(mark.state & 15)
        }
    }

    /// Ends taking.
    package mutating func end() {
        endNumber()
        number = nil
        shares.end()
    }

    /// What was found.
    mutating func findings() -> [(Evidence, Finding)] {
        runs.findings(shares) + shares.findings() + strides.findings() + memorable.findings()
    }

    private mutating func endNumber() {
        guard let number else { return }
        repetitions.count(number.rows, first: firstRow)
        if let states, number.rows.count > 1 { conflicts.count(number.rows, seenStates, states) }
        seenStates = 0
        runs.take(number)
        shares.take(number)
        strides.take(number.digits, number.rows)
        memorable.take(number)
    }
}
