// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

extension PlanTables {
    /// What the automaton under a state says about digits.
    @inline(__always)
    func output(of digits: DigitRun, from root: UInt16) -> cnp_output {
        let base = states.baseAddress.unsafelyUnwrapped
        var state = Int(root)
        for position in 0..<digits.count {
            state = Int(base[state &* Self.stateStride &+ Int(digits[position])])
        }
        return outputs.baseAddress.unsafelyUnwrapped[Int(base[state &* Self.stateStride &+ 10])]
    }

    /// Whether a region's general pattern has a national number; no length is looked at.
    @inline(__always)
    func isGeneral(_ digits: DigitRun, in region: cnp_region) -> Bool {
        output(of: digits, from: region.root).is_general != 0
    }

    /// What a prefix pattern takes off the start of digits, nil if it does not match.
    @inline(__always)
    func prefix(of digits: DigitRun, from root: UInt16, first: UInt16) -> cnp_match? {
        // Most numbers start with a digit that no prefix starts with.
        guard digits.count > 0, first & (0x8000 | 1 &<< UInt16(digits[0])) != 0 else { return nil }
        return longPrefix(of: digits, from: root)
    }

    private func longPrefix(of digits: DigitRun, from root: UInt16) -> cnp_match? {
        let base = prefixStates.baseAddress.unsafelyUnwrapped
        var state = Int(root)
        var found: UInt16 = base[state &* Self.prefixStateStride &+ 10]
        var position = 0
        while position < digits.count {
            state = Int(base[state &* Self.prefixStateStride &+ Int(digits[position])])
            if state == 0 { break }
            let record = base[state &* Self.prefixStateStride &+ 10]
            if record != 0 { found = record }
            position += 1
        }
        if state != 0 {
            let record = base[state &* Self.prefixStateStride &+ 11]
            if record != 0 { found = record }
        }
        guard found != 0 else { return nil }
        let match = matches.baseAddress.unsafelyUnwrapped[Int(found)]
        // Always so in a plan of ours; a file could say otherwise.
        return Int(match.end) <= digits.count ? match : nil
    }

    /// The country code that digits start with: its place in `codes`, nil if there is none.
    @inline(__always)
    func code(of digits: DigitRun) -> Int? {
        // Codes are prefix-free and never start with 0 (ITU-T E.164).
        guard digits.count > 0, digits[0] != 0 else { return nil }
        let index = codeIndex.baseAddress.unsafelyUnwrapped
        var value = Int(digits[0])
        if index[value] != Self.none { return Int(index[value]) }
        guard digits.count > 1 else { return nil }
        value = value &* 10 &+ Int(digits[1])
        if index[value] != Self.none { return Int(index[value]) }
        guard digits.count > 2 else { return nil }
        value = value &* 10 &+ Int(digits[2])
        return index[value] != Self.none ? Int(index[value]) : nil
    }

    /// How a count of digits stands to the lengths of a region's national numbers.
    @inline(__always)
    func lengthCheck(_ count: Int, in region: cnp_region) -> LengthCheck {
        let bit: UInt32 = count < 32 ? 1 &<< UInt32(count) : 0
        if region.local_lengths & bit != 0 { return .localOnly }
        if region.lengths & bit != 0 { return .possible }
        if count < region.lengths.trailingZeroBitCount { return .tooShort }
        return count > 31 - region.lengths.leadingZeroBitCount ? .tooLong : .wrongLength
    }
}

/// How a count of digits stands to what a region has.
enum LengthCheck {
    case possible, localOnly, tooShort, tooLong, wrongLength

    /// Whether a national prefix is taken off: not where what is left could not be a whole number.
    @inline(__always)
    var allowsStripping: Bool { self == .possible || self == .tooLong }

    var reason: RejectionReason {
        switch self {
        case .possible: .invalidForCountry
        case .localOnly: .localOnly
        case .tooShort: .tooShort
        case .tooLong: .tooLong
        case .wrongLength: .wrongLength
        }
    }
}
