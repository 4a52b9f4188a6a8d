// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// How many national numbers of a region and type each state of the automaton leads to, by which the number of any place is found.
struct StateCounts {
    private struct Key: Hashable {
        let state: UInt16
        let length: Int
    }

    private let tables: PlanTables
    private let root: UInt16
    /// The region's place where several share the code; nil where all numbers are its own.
    private let region: UInt16?
    private let type: NumberType?
    private let lengths: ClosedRange<Int>
    private var counts: [Key: UInt64] = [:]

    /// National numbers in all; below 10^15.
    private(set) var total: UInt64 = 0

    /// - Parameters:
    ///   - type: nil for any but `unknown`.
    ///   - place: the region's place in the plan.
    init(_ tables: PlanTables, place: Int, type: NumberType?) {
        self.tables = tables
        self.type = type
        let rules = tables.regions[place]
        let code = tables.codes[Int(tables.codeIndex[Int(rules.country_code)])]
        root = code.root
        region = code.is_shared == 0 ? nil : UInt16(truncatingIfNeeded: place)
        let digits = PhoneNumber.digitCounts
        lengths = digits.lowerBound - Int(code.digit_count)...digits.upperBound - Int(code.digit_count)
        total = count(of: root, 0)
    }

    private mutating func count(of state: UInt16, _ length: Int) -> UInt64 {
        guard state != 0, length <= lengths.upperBound else { return 0 }
        let key = Key(state: state, length: length)
        if let known = counts[key] { return known }
        var sum: UInt64 = ends(at: state, length) ? 1 : 0
        for digit in 0..<10 { sum &+= count(of: successor(of: state, digit), length + 1) }
        counts[key] = sum
        return sum
    }

    /// The national number of a place among all, in the order of their digits; nil for places beyond.
    func text(at place: UInt64) -> [UInt8]? {
        var text: [UInt8] = []
        var rest = place
        var state = root
        while text.count <= lengths.upperBound {
            if ends(at: state, text.count) {
                if rest == 0 { return text }
                rest -= 1
            }
            var next: UInt16?
            for digit in 0..<10 {
                let following = successor(of: state, digit)
                let count = counts[Key(state: following, length: text.count + 1)] ?? 0
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

    private func ends(at state: UInt16, _ length: Int) -> Bool {
        guard lengths.contains(length) else { return false }
        let output = tables.outputs[Int(tables.states[Int(state) * PlanTables.stateStride + 10])]
        let own = NumberType(code: output.type)
        return own != .unknown && (type == nil || own == type) && (region == nil || output.region == region)
    }
}
