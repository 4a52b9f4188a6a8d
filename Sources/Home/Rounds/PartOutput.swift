// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where a part of a list goes.
package enum PartOutput: Sendable {
    /// A file that afterwards exists whole or not at all.
    case file(path: String, replaces: Bool)
    case standardOutput
}
