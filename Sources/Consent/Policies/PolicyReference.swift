// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Columns
internal import Messages
internal import Signing
internal import Vocabulary

/// Names one version of a policy pack, as decisions do.
package struct PolicyReference: Hashable, Sendable {
    /// The pack's name.
    package let name: String
    /// From 1.
    package let version: Int
    /// SHA-256 of the canonical form of the pack's fields.
    package let digest: Digest

    package init(name: String, version: Int, digest: Digest) {
        self.name = name
        self.version = version
        self.digest = digest
    }

    init(reading reader: inout ObjectReader) throws {
        digest = try reader.digest("digest")
        name = try reader.string("name")
        guard TextForm.isName(name, allowingDots: true) else {
            throw reader.error("name", "expected a policy pack: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
        }
        version = try Int(reader.integer("version", in: PolicyPack.versions))
    }

    var json: JSONValue {
        .object(["digest": .string(digest.hex), "name": .string(name), "version": .integer(Int64(version))])
    }
}
