// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Whether a text message can reach numbers of a type at all, by the numbering plan alone.
///
/// What a line can do in truth is known to its network: some fixed lines read messages aloud, and a mobile number may be out of use.
package enum SMSCapability: String, CaseIterable, Codable, Sendable {
    /// Mobile numbers.
    case yes
    /// Ranges that do not tell mobile numbers from fixed lines, such as North America's.
    case likely
    /// Fixed lines, and numbers of services.
    case no
    /// Types that say nothing of it: numbers that follow a person, internet telephony, pagers, ranges not in use.
    case unknown
}

extension NumberType {
    /// Whether a text message can reach numbers of this type at all.
    package var smsCapability: SMSCapability {
        switch self {
        case .mobile: .yes
        case .fixedLineOrMobile: .likely
        case .fixedLine, .tollFree, .premiumRate, .sharedCost, .uan, .voicemail: .no
        case .voip, .personalNumber, .pager, .unknown: .unknown
        }
    }
}
