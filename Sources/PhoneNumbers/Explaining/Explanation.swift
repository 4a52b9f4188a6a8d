// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// How a text was read as a number, step by step; holds its digits.
package struct Explanation: Sendable {
    package let reading: Reading
    /// The text as it was given.
    package let input: String
    /// What was done, in order; a reading that was tried and given up is among it.
    package let steps: [ReadingStep]
    /// There if the number is at least possible.
    package let facts: NumberFacts?
    /// The digits of the extension, nil if there is none.
    package let `extension`: String?
    /// What the plan says about the national number that was judged last, nil if none was.
    package let judgement: Judgement?

    /// Why a national number is or is not valid.
    package struct Judgement: Equatable, Sendable {
        /// The national number and the region that leads its country code.
        package let national: String
        package let region: String
        /// The digits at its start that some valid number has as well; all of them if it is valid or only too short.
        package let usedPrefix: String
        /// The digits that decide on the type: all valid numbers that start so have it; nil if it is not valid.
        package let decidingPrefix: String?
        /// The lengths that national numbers of the region may have.
        package let lengths: [Int]
    }
}

extension NumberingPlan {
    /// Reads text as one phone number and tells each step.
    package func explain(_ text: some StringProtocol, region: Region? = nil) -> Explanation {
        var trace = StepTrace()
        var text = String(text)
        let place = region.flatMap { self.place(of: $0) }
        let reading = text.withUTF8 { careful(UnsafeRawBufferPointer($0), region: place, trace: &trace) }
        var tail: String?
        var judged: (national: String, countryCode: Int)?
        for step in trace.steps {
            switch step {
            case .extension(let digits): tail = digits
            case .judged(let national, let countryCode, _): judged = (national, countryCode)
            default: break
            }
        }
        return Explanation(
            reading: reading, input: text, steps: trace.steps, facts: reading.number.map { facts(of: $0) },
            extension: tail,
            judgement: judged.map { judgement(of: $0.national, countryCode: $0.countryCode, reading) })
    }

    private func judgement(of national: String, countryCode: Int, _ reading: Reading) -> Explanation.Judgement {
        let code = tables.codes[Int(tables.codeIndex[countryCode])]
        let rules = tables.regions[Int(code.main_region)]
        var kinds = ReachableKinds(tables)
        var state = code.root
        var used = 0
        var deciding: Int?
        for (index, digit) in national.utf8.enumerated() {
            state = tables.states[Int(state) * PlanTables.stateStride + Int(digit - 0x30)]
            let reachable = kinds.mask(from: state)
            if reachable == 0 { break }
            used = index + 1
            if deciding == nil, reachable.nonzeroBitCount == 1 { deciding = used }
        }
        return Explanation.Judgement(
            national: national, region: Self.code(of: rules), usedPrefix: String(national.prefix(used)),
            decidingPrefix: reading.reason == nil ? String(national.prefix(deciding ?? used)) : nil,
            lengths: (1...17).filter { rules.lengths & 1 << UInt32($0) != 0 })
    }
}
