// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a text is not an invite; the texts never repeat it.
package enum InviteCodeError: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnInvite
    case version
    case parts(Int)
    case mistyped
    case malformed

    package var description: String {
        switch self {
        case .notAnInvite: "this is no invite code: it starts with \"symbolon-invite-1.\"; copy it again"
        case .version: "the invite code has a version this program does not know: update the program"
        case .parts(let count):
            "the invite code has \(count) parts instead of 5: it was cut short or something was added; copy it again"
        case .mistyped: "the invite code is mistyped: its checksum does not fit; copy it again"
        case .malformed: "the invite code is damaged although its checksum fits: ask the operator for a new one"
        }
    }
}
