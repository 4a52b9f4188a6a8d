// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why packs do not make a library.
package enum PolicyLibraryError: Error, Equatable, CustomStringConvertible {
    case twice(pack: String)

    package var description: String {
        switch self {
        case .twice(let pack): "there are two policy packs named \(pack); remove one of them"
        }
    }
}
