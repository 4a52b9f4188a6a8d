// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Messages
internal import Signing

/// The field `Symbolon-Receipt`: a hop's statement in canonical bytes, base64url without padding.
enum ReceiptField {
    /// The largest value taken, in bytes; a receipt has about 900.
    private static let maximumBytes = 4096

    /// The field's value for a receipt.
    static func value(of receipt: Signed<HopReceipt>) -> String { text(of: receipt.bytes) }

    /// Reads a value; refused unless it is the one spelling of a well-formed statement.
    static func receipt(in value: String) throws -> Unverified<HopReceipt> {
        guard value.utf8.count <= maximumBytes else {
            throw Problem(.malformed, "\(HeaderName.receipt): more than \(maximumBytes) bytes.")
        }
        var padded = value.replacing("-", with: "+").replacing("_", with: "/")
        while !padded.utf8.count.isMultiple(of: 4) { padded.append("=") }
        guard let data = Data(base64Encoded: padded), text(of: Array(data)) == value else {
            throw Problem(.malformed, "\(HeaderName.receipt): expected base64url without padding.")
        }
        do {
            return try Unverified<HopReceipt>(parsing: data)
        } catch let error as FieldError {
            throw Problem(.malformed, "\(HeaderName.receipt): \(error).")
        } catch let error as JSONError {
            throw Problem(.malformed, "\(HeaderName.receipt): \(error).")
        }
    }

    private static func text(of bytes: [UInt8]) -> String {
        let base64 = Data(bytes).base64EncodedString()
        return base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
