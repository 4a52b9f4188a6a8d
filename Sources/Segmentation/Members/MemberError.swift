// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a member does not belong into a table; attributes are checked against the grants before they come here.
package enum MemberError: Error, Equatable, CustomStringConvertible {
    case repeatedHandle
    case notGranted
    case wrongType

    package var description: String {
        switch self {
        case .repeatedHandle: "a member of this handle is there already"
        case .notGranted: "a member has an attribute that is not granted"
        case .wrongType: "a member has an attribute of another type than is granted"
        }
    }
}
