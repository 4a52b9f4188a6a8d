// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Messages

extension HTTPField.Name {
    /// RFC 9530.
    static let contentDigest = named(HeaderName.contentDigest)
    /// A hop's receipt.
    static let symbolonReceipt = named(HeaderName.receipt)
    /// RFC 7240.
    static let prefer = named(HeaderName.prefer)
    /// RFC 7240: says that a preference was honoured.
    static let preferenceApplied = named("preference-applied")

    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else {
            // Only constants of this protocol come here, and each of them is a token of RFC 9110.
            preconditionFailure("not a field name")
        }
        return name
    }
}
