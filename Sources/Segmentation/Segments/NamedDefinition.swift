// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A segment or context as the brand writes it.
package protocol NamedDefinition: Hashable, Sendable {
    /// The field of files and statements that holds them.
    static var list: String { get }

    /// 1 to 64 of `a-z`, `0-9` and `-`, starting with a letter.
    var name: String { get }

    /// Reads the fields; the caller refuses what is left over.
    init(reading reader: inout ObjectReader) throws

    /// The definition as it is sent.
    var json: JSONValue { get }
}
