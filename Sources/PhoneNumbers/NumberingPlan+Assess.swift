// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumbers

extension NumberingPlan {
    /// Asks the plan about cleaned digits, trying the readings that the text allows.
    func assess(_ dialled: DialledDigits, region: Region?) -> Assessment {
        dialled.withBytes { digits in
            if dialled.isInternational { return international(digits) }
            let exits = digits.starts(with: [0x30, 0x30])
            guard let region else {
                if exits { return international(digits.dropFirst(2)) }
                return northAmericanExit(digits, atLeast: .possible) ?? .invalid(.noCountry)
            }
            let domestic = Assessment(
                cpn_assess_national(digits.baseAddress, digits.count, region.packed))
            if domestic.status == .valid { return domestic }
            if exits {
                let foreign = international(digits.dropFirst(2))
                return foreign.status > domestic.status ? foreign : domestic
            }
            return northAmericanExit(digits, atLeast: .valid) ?? domestic
        }
    }

    private func international(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Assessment {
        international(UnsafeBufferPointer(rebasing: digits))
    }

    private func international(_ digits: UnsafeBufferPointer<UInt8>) -> Assessment {
        Assessment(cpn_assess_international(digits.baseAddress, digits.count))
    }

    /// Reads digits behind North America's exit code `011`.
    ///
    /// 011 is an area code elsewhere (Johannesburg, Buenos Aires, Turin, Delhi), with at most eight digits behind it.
    private func northAmericanExit(_ digits: UnsafeBufferPointer<UInt8>, atLeast status: Assessment.Status)
        -> Assessment?
    {
        guard digits.count >= 13, digits.starts(with: [0x30, 0x31, 0x31]) else { return nil }
        let foreign = international(digits.dropFirst(3))
        return foreign.status >= status ? foreign : nil
    }
}

extension Assessment.Status: Comparable {
    /// Orders from invalid over possible to valid.
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .invalid: 0
        case .possible: 1
        case .valid: 2
        }
    }
}

extension Assessment {
    init(_ answer: cpn_assessment) {
        switch (UInt32(bitPattern: answer.outcome), PhoneNumber(digits: answer.digits)) {
        case (CPN_VALID.rawValue, let number?): self = .valid(number)
        case (CPN_POSSIBLE.rawValue, let number?): self = .possible(number)
        case (CPN_UNKNOWN_COUNTRY_CODE.rawValue, _): self = .invalid(.unknownCountryCode)
        case (CPN_TOO_SHORT.rawValue, _): self = .invalid(.tooShort)
        case (CPN_TOO_LONG.rawValue, _): self = .invalid(.tooLong)
        case (CPN_WRONG_LENGTH.rawValue, _): self = .invalid(.wrongLength)
        case (CPN_LOCAL_ONLY.rawValue, _): self = .invalid(.localOnly)
        default: self = .invalid(.notANumber)
        }
    }
}

extension NumberingPlan {
    /// Whether the plan of this release has the number in a range in use.
    package func isValid(_ number: PhoneNumber) -> Bool {
        parse(number.e164) == .valid(number)
    }
}
