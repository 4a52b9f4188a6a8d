// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a number is used for, by the numbering plan alone: ported lines and services on top are not seen.
package enum NumberType: String, CaseIterable, Codable, Sendable {
    case fixedLine = "fixed-line"
    case mobile
    /// Countries whose ranges do not tell the two apart, such as those of North America.
    case fixedLineOrMobile = "fixed-line-or-mobile"
    case tollFree = "toll-free"
    case premiumRate = "premium-rate"
    case sharedCost = "shared-cost"
    case voip
    case personalNumber = "personal-number"
    case pager
    case uan
    case voicemail
    /// In no range in use: every number that is possible and not valid.
    case unknown

    /// The code of `unknown` in a plan's file.
    static let unknownCode: UInt8 = 11

    /// The type of a code in a plan's file.
    init(code: UInt8) {
        self = Int(code) < Self.allCases.count ? Self.allCases[Int(code)] : .unknown
    }
}
