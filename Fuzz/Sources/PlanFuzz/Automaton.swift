// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The states of an automaton that are reached from some roots; a state's successors stand in front of it, as in the whole plan.
struct Automaton {
    private let old: [UInt16]
    private let stride: Int
    private var new: [UInt16]
    private var known: [UInt16: UInt16] = [0: 0]

    init(_ states: [UInt16], stride: Int) {
        old = states
        self.stride = stride
        new = Array(states.prefix(stride))
    }

    var bytes: [UInt8] { PlanFile.bytes(of: new) }

    /// The new place of an old state.
    mutating func keep(_ state: UInt16) -> UInt16 {
        if let place = known[state] { return place }
        var row = Array(old[Int(state) * stride..<(Int(state) + 1) * stride])
        for digit in 0..<10 { row[digit] = keep(row[digit]) }
        let place = UInt16(new.count / stride)
        known[state] = place
        new += row
        return place
    }
}
