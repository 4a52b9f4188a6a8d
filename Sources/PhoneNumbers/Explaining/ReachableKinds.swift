// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// Which types of valid numbers a state of the automaton can still lead to.
struct ReachableKinds {
    private let tables: PlanTables
    private var masks: [UInt16: UInt32] = [:]

    init(_ tables: PlanTables) {
        self.tables = tables
    }

    /// One bit for each type by its code, without `unknown`.
    mutating func mask(from state: UInt16) -> UInt32 {
        guard state != 0 else { return 0 }
        if let known = masks[state] { return known }
        let row = Int(state) * PlanTables.stateStride
        let type = tables.outputs[Int(tables.states[row + 10])].type
        var mask: UInt32 = type == NumberType.unknownCode ? 0 : 1 << UInt32(type)
        for digit in 0..<10 { mask |= self.mask(from: tables.states[row + digit]) }
        masks[state] = mask
        return mask
    }
}
