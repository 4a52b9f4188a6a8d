// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// From dialled digits to a number, step by step as libphonenumber's parser goes (`PhoneNumberUtil::ParseHelper`).
///
/// `scratch` is room for two numbers of `capacity` bytes behind each other, which transform rules write.
extension NumberingPlan {
    /// Room for digits that are read.
    struct Scratch {
        let first: UnsafeMutablePointer<UInt8>
        let second: UnsafeMutablePointer<UInt8>

        /// - Parameter base: twice `capacity` bytes.
        @inline(__always)
        init(_ base: UnsafeMutablePointer<UInt8>, capacity: Int) {
            first = base
            second = base + capacity
        }
    }

    /// The shortest and the longest national number that is looked at (Germany has longer ones than E.164 allows).
    private static let nationalLengths = 2...17

    /// Reads digits behind a plus sign.
    @inline(__always)
    func international<T: ReadingTrace>(
        _ digits: DigitRun, region: Int?, scratch: Scratch, trace: inout T
    ) -> Reading {
        guard digits.count > Self.nationalLengths.lowerBound else { return Reading(reason: .tooShort) }
        if let code = tables.code(of: digits) { return behindCode(code, digits, scratch: scratch, trace: &trace) }
        // A plus sign in front of an exit code, or of a number without country code.
        guard let region else { return Reading(reason: .unknownCountryCode) }
        return defaultCode(digits, region: region, scratch: scratch, trace: &trace)
            ?? Reading(reason: .unknownCountryCode)
    }

    /// Reads digits as dialled in a region.
    @inline(__always)
    func domestic<T: ReadingTrace>(_ digits: DigitRun, region: Int, scratch: Scratch, trace: inout T) -> Reading {
        if let reading = defaultCode(digits, region: region, scratch: scratch, trace: &trace) { return reading }
        let rules = tables.regions[region]
        let code = Int(tables.codeIndex[Int(rules.country_code)])
        trace.note(.national(text(digits), region: name(rules)))
        return national(digits, code: code, rules: rules, scratch: scratch, trace: &trace)
    }

    /// Takes off an exit code or the region's own country code, nil if neither is there.
    @inline(__always)
    private func defaultCode<T: ReadingTrace>(
        _ digits: DigitRun, region: Int, scratch: Scratch, trace: inout T
    ) -> Reading? {
        let rules = tables.regions[region]
        if rules.exit_root != 0, let exit = tables.prefix(of: digits, from: rules.exit_root, first: rules.exit_first) {
            let rest = digits.dropping(Int(exit.end))
            // Country codes do not start with 0, so that is no exit code.
            if rest.count == 0 || rest[0] != 0 {
                trace.note(.exitCode(text(DigitRun(start: digits.start, count: Int(exit.end)))))
                guard rest.count > Self.nationalLengths.lowerBound else { return Reading(reason: .tooShort) }
                guard let code = tables.code(of: rest) else { return Reading(reason: .unknownCountryCode) }
                return behindCode(code, rest, scratch: scratch, trace: &trace)
            }
        }
        let code = Int(tables.codeIndex[Int(rules.country_code)])
        let known = tables.codes[code]
        guard startsWithCode(digits, rules.country_code, Int(known.digit_count)) else { return nil }
        var quiet = NoTrace()
        let rest = stripped(
            digits.dropping(Int(known.digit_count)), rules: rules, into: scratch.first, trace: &quiet)
        let isOwnCode =
            (tables.isGeneral(rest, in: rules) && !tables.isGeneral(digits, in: rules))
            || tables.lengthCheck(digits.count, in: rules) == .tooLong
        guard isOwnCode else { return nil }
        trace.note(.ownCountryCode(Int(rules.country_code)))
        return national(
            rest, code: code, rules: tables.regions[Int(known.main_region)], scratch: scratch, trace: &trace)
    }

    @inline(__always)
    private func startsWithCode(_ digits: DigitRun, _ code: UInt16, _ count: Int) -> Bool {
        guard digits.count >= count else { return false }
        var value: UInt16 = 0
        for position in 0..<count { value = value &* 10 &+ UInt16(digits[position]) }
        return value == code
    }

    @inline(__always)
    private func behindCode<T: ReadingTrace>(
        _ code: Int, _ digits: DigitRun, scratch: Scratch, trace: inout T
    ) -> Reading {
        let known = tables.codes[code]
        let rules = tables.regions[Int(known.main_region)]
        trace.note(.countryCode(Int(known.country_code), region: name(rules)))
        return national(
            digits.dropping(Int(known.digit_count)), code: code, rules: rules, scratch: scratch, trace: &trace)
    }

    /// Takes off a national prefix where that leaves a number, and judges what is left.
    @inline(__always)
    private func national<T: ReadingTrace>(
        _ digits: DigitRun, code: Int, rules: cnp_region, scratch: Scratch, trace: inout T
    ) -> Reading {
        guard digits.count >= Self.nationalLengths.lowerBound else { return Reading(reason: .tooShort) }
        var left = digits
        if rules.trunk_root != 0 {
            let candidate = stripped(digits, rules: rules, into: scratch.second, trace: &trace)
            // What is left must be able to be a whole number: the digits could be a short one as they are.
            if tables.lengthCheck(candidate.count, in: rules).allowsStripping { left = candidate }
        }
        guard left.count >= Self.nationalLengths.lowerBound else { return Reading(reason: .tooShort) }
        guard left.count <= Self.nationalLengths.upperBound else { return Reading(reason: .tooLong) }
        return judge(left, code: code, trace: &trace)
    }

    /// Takes off a region's national prefix, or transforms the digits by its rule; answers them as they are otherwise.
    @inline(__always)
    private func stripped<T: ReadingTrace>(
        _ digits: DigitRun, rules: cnp_region, into scratch: UnsafeMutablePointer<UInt8>, trace: inout T
    ) -> DigitRun {
        guard rules.trunk_root != 0,
            let match = tables.prefix(of: digits, from: rules.trunk_root, first: rules.trunk_first)
        else { return digits }
        var candidate = digits.dropping(Int(match.end))
        let isTransformed = rules.transform.0 != 255 && match.group_start != 255
        if isTransformed { candidate = transformed(digits, match, rules, into: scratch) }
        guard tables.isGeneral(candidate, in: rules) || !tables.isGeneral(digits, in: rules) else {
            trace.note(.prefixKept(text(DigitRun(start: digits.start, count: Int(match.end)))))
            return digits
        }
        if isTransformed {
            trace.note(.transformed(text(digits), into: text(candidate)))
        } else if match.end > 0 {
            trace.note(
                .nationalPrefix(
                    text(DigitRun(start: digits.start, count: Int(match.end))), left: text(candidate)))
        }
        return candidate
    }

    private func transformed(
        _ digits: DigitRun, _ match: cnp_match, _ rules: cnp_region, into scratch: UnsafeMutablePointer<UInt8>
    ) -> DigitRun {
        var count = 0
        withUnsafeBytes(of: rules.transform) { rule in
            for position in 0..<Int(rule[0]) {
                scratch[count] = rule[position + 1]
                count += 1
            }
        }
        for position in Int(match.group_start)..<Int(match.group_end) {
            scratch[count] = digits[position]
            count += 1
        }
        for position in Int(match.end)..<digits.count {
            scratch[count] = digits[position]
            count += 1
        }
        return DigitRun(start: UnsafePointer(scratch), count: count)
    }

    /// Asks the plan about a national number of a country code.
    @inline(__always)
    func judge<T: ReadingTrace>(_ digits: DigitRun, code: Int, trace: inout T) -> Reading {
        let known = tables.codes[code]
        trace.note(
            .judged(
                text(digits), countryCode: Int(known.country_code),
                region: name(tables.regions[Int(known.main_region)])))
        let total = Int(known.digit_count) + digits.count
        guard total <= PhoneNumber.digitCounts.upperBound else { return Reading(reason: .tooLong) }
        let isValid = tables.output(of: digits, from: known.root).type != NumberType.unknownCode
        var reason: RejectionReason?
        if !isValid {
            let check = tables.lengthCheck(digits.count, in: tables.regions[Int(known.main_region)])
            guard check == .possible else { return Reading(reason: check.reason) }
            reason = .invalidForCountry
        }
        guard total >= PhoneNumber.digitCounts.lowerBound else { return Reading(reason: .tooShort) }
        var value = UInt64(known.country_code)
        for position in 0..<digits.count { value = value &* 10 &+ UInt64(digits[position]) }
        return Reading(digits: value, reason: reason)
    }

    private func text(_ digits: DigitRun) -> String {
        String(decoding: (0..<digits.count).map { digits[$0] + 0x30 }, as: UTF8.self)
    }

    private func name(_ region: cnp_region) -> String { Self.code(of: region) }
}
