// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// How many texts of a type each state of the automaton leads to, by which one is drawn with the same chance as any other.
struct StateCounts {
    private let tables: PlanTables
    private let type: NumberType?
    private var counts: [UInt16: UInt64] = [:]

    /// - Parameter type: nil for any but `unknown`.
    init(_ tables: PlanTables, root: UInt16, type: NumberType?) {
        self.tables = tables
        self.type = type
        total = 0
        total = count(of: root)
    }

    /// Texts that the root leads to; below 10^17.
    private(set) var total: UInt64

    private mutating func count(of state: UInt16) -> UInt64 {
        guard state != 0 else { return 0 }
        if let known = counts[state] { return known }
        var sum: UInt64 = ends(at: state) ? 1 : 0
        for digit in 0..<10 { sum &+= count(of: successor(of: state, digit)) }
        counts[state] = sum
        return sum
    }

    /// The text of a place among all, in the order of their digits; nil for places beyond.
    func text(at place: UInt64, root: UInt16) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = place
        var state = root
        while text.count <= 17 {
            if ends(at: state) {
                if rest == 0 { return text }
                rest -= 1
            }
            var next: UInt16?
            for digit in 0..<10 {
                let following = successor(of: state, digit)
                let count = following == 0 ? 0 : counts[following] ?? 0
                if rest < count {
                    text.append(UInt8(digit))
                    next = following
                    break
                }
                rest -= count
            }
            guard let next else { return nil }
            state = next
        }
        return nil
    }

    private func successor(of state: UInt16, _ digit: Int) -> UInt16 {
        tables.states[Int(state) * PlanTables.stateStride + digit]
    }

    private func ends(at state: UInt16) -> Bool {
        let output = tables.outputs[Int(tables.states[Int(state) * PlanTables.stateStride + 10])]
        let own = NumberType(code: output.type)
        return own != .unknown && (type == nil || own == type)
    }
}
