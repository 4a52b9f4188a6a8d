// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Signing

/// The entry of the home's register that takes everything back: it holds for every sender and purpose, agreements of later
/// included (protocol/v1/consent.md §8).
struct RegisteredWithdrawal {
    let recordedAt: Timestamp

    init(recordedAt: Timestamp) { self.recordedAt = recordedAt }

    /// Reads what the register holds.
    init(parsing bytes: [UInt8]) throws {
        var reader = try ObjectReader(JSONValue(parsing: bytes), path: "register")
        guard try reader.string("withdrawn") == Self.scope else {
            throw reader.error("withdrawn", "expected \(Self.scope)")
        }
        recordedAt = try reader.timestamp("recordedAt")
        try reader.finish()
    }

    /// What the register keeps: canonical JSON.
    var bytes: [UInt8] {
        JSONValue.object(["withdrawn": .string(Self.scope), "recordedAt": .string(recordedAt.text)]).canonicalBytes
    }

    private static let scope = "everything"
}
