// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the coordinator refuses a page of records for (protocol/v1/consent.md §3).
package enum PageViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// A handle is not above the one before.
    case notAscending
    /// A party that is not the brand sends a consent.
    case notEntitled
    /// The brand sends a record without its consent.
    case consentMissing
    /// An attribute that the agreement does not grant, by name.
    case notGranted(String)
    /// An attribute of another type than granted, by name.
    case wrongType(String)
    /// A text with the form of an international number, by the name of its attribute or consent field.
    case holdsNumber(String)

    /// The problem code of the refusal.
    package var code: String {
        switch self {
        case .notAscending: "not-ascending"
        case .notEntitled: "not-entitled"
        case .consentMissing: "malformed"
        case .notGranted: "not-granted"
        case .wrongType: "wrong-type"
        case .holdsNumber: "holds-number"
        }
    }

    package var description: String {
        switch self {
        case .notAscending: "the handles of the records do not ascend; sort them, also across pages"
        case .notEntitled: "only the brand sends subject and consent; leave them out"
        case .consentMissing: "a record of the brand lacks subject and consent; send both with every record"
        case .notGranted(let name): "the attribute \(name) is not granted to the sender by the agreement; leave it out"
        case .wrongType(let name): "the attribute \(name) is not of the type that the agreement grants"
        case .holdsNumber(let name): "\(name) has the form of an international number; send no numbers"
        }
    }
}
