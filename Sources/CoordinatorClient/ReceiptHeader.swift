// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Messages
internal import Signing

/// The header field `Symbolon-Receipt`: a `hop` statement's canonical bytes in base64url without padding.
enum ReceiptHeader {
    /// The field's value for a receipt.
    static func value(of receipt: Signed<HopReceipt>) -> String {
        spelling(Data(receipt.bytes))
    }

    /// Reads a value; nil unless it is the one spelling of a well-formed statement.
    static func receipt(in value: String) -> Unverified<HopReceipt>? {
        guard value.utf8.count <= 4096 else { return nil }
        var text = String(
            value.map { character in
                switch character {
                case "-": "+"
                case "_": "/"
                default: character
                }
            })
        while !text.utf8.count.isMultiple(of: 4) { text.append("=") }
        guard let data = Data(base64Encoded: text), let receipt = try? Unverified<HopReceipt>(parsing: data),
            spelling(Data(receipt.json.canonicalBytes)) == value
        else { return nil }
        return receipt
    }

    private static func spelling(_ data: Data) -> String {
        String(
            data.base64EncodedString().filter { $0 != "=" }.map { character in
                switch character {
                case "+": "-"
                case "/": "_"
                default: character
                }
            })
    }
}
