// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Channels as bits, for the values of which there is one a row.
struct ChannelSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ channels: [Channel]) {
        rawValue = channels.reduce(0) { $0 | Self.bit(of: $1) }
    }

    var count: Int { rawValue.nonzeroBitCount }

    private static func bit(of channel: Channel) -> UInt8 {
        switch channel {
        case .sms: 1
        case .mms: 2
        case .rcs: 4
        case .whatsapp: 8
        case .voice: 16
        }
    }
}
