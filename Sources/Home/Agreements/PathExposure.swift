// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a path of a home is not private.
package enum PathExposure: Hashable, Sendable {
    /// Group or others may read or write a file of this mode.
    case file(mode: UInt32)
    /// Group or others may enter a folder of this mode.
    case folder(mode: UInt32)
    /// Another user owns it.
    case owner
    /// A symbolic link, whose target anyone could exchange.
    case link
    /// A pipe, socket or device.
    case special
}

extension PathExposure {
    func text(path: String) -> String {
        switch self {
        case .file(let mode): "\(path): mode \(String(mode, radix: 8)) lets others in: chmod 600 '\(path)'"
        case .folder(let mode): "\(path): mode \(String(mode, radix: 8)) lets others in: chmod 700 '\(path)'"
        case .owner:
            "\(path): another user owns it: chown it to the user of this program, then chmod 600 (a folder 700)"
        case .link: "\(path): a symbolic link: put the file or folder itself there, chmod 600 (a folder 700)"
        case .special: "\(path): neither a file nor a folder: remove it"
        }
    }
}
