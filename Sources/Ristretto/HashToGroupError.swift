// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says which limit of RFC 9380 §5.3.1 was not kept.
package enum HashToGroupError: Error, Hashable, CustomStringConvertible {
    /// A domain separation tag must not be empty (§3.1).
    case emptyTag
    /// At most 65,535 bytes, and at most 255 blocks of 64, can be expanded to.
    case outputByteCount(Int)
    /// The map takes 64 bytes.
    case uniformByteCount(Int)

    package var description: String {
        switch self {
        case .emptyTag: "an empty domain separation tag: give one of 1 byte or more"
        case .outputByteCount(let count):
            "cannot expand to \(count) bytes: 1 to \(HashToGroup.maximumOutputByteCount) are possible"
        case .uniformByteCount(let count): "\(count) uniform bytes where \(HashToGroup.uniformByteCount) are needed"
        }
    }
}
