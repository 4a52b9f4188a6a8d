// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

extension Agreement {
    /// Reads the signed form strictly: every field is there, none is unknown, every rule holds.
    ///
    /// - Throws: `FieldError` with the path of the field, below `path`.
    package init(json: JSONValue, path: String = "") throws {
        var reader = try ObjectReader(json, path: path)
        guard try reader.integer("version") == 1 else {
            throw reader.error("version", "expected 1, the only version that this release reads")
        }
        name = try reader.name("name")
        coordinator = try reader.object("coordinator") { reader in
            Coordinator(name: try reader.displayText("name"), key: try reader.identity("key"))
        }
        parties = try reader.objects("parties", count: 2...8) { try Party(reading: &$0) }
        match = try reader.match("match", parties: parties.map(\.id))
        assurance = try reader.assurance("assurance")
        sender = try reader.displayText("sender")
        purpose = try reader.purpose("purpose")
        channels = try reader.channels("channels")
        policies = try reader.policies("policies")
        grants = try reader.objects("grants", count: 0...8) { try Grant(reading: &$0) }
        disclosure = try reader.object("disclosure") { try Disclosure(reading: &$0) }
        plan = try reader.object("plan") { try Plan(reading: &$0) }
        chunkRows = try reader.count("chunkRows", in: 1...65_535)
        retentionDays = try reader.count("retentionDays", in: 1...3650)
        validity = try reader.object("validity") { reader in
            Validity(from: try reader.timestamp("from"), until: try reader.timestamp("until"))
        }
        rounds = try reader.object("rounds") { try Rounds(reading: &$0) }
        try reader.finish()
        signedForm = json.canonicalBytes
        // SHA-256 has 32 bytes, which is all that an identifier asks for.
        guard let id = AgreementID(bytes: json.canonicalDigest) else {
            preconditionFailure("a SHA-256 digest of another length")
        }
        self.id = id
        if let violation = ruleViolations.first {
            throw FieldError(path: reader.path(of: violation.path), problem: violation.problem)
        }
        // What is signed must be what was read; a difference here would be a spelling that no reader above refuses.
        guard self.json.canonicalBytes == signedForm else {
            throw FieldError(path: path.isEmpty ? "document" : path, problem: "a field is not in its one spelling")
        }
    }
}

extension Agreement.Party {
    fileprivate init(reading reader: inout ObjectReader) throws {
        id = try reader.party("id")
        role = try reader.choice("role")
        key = try reader.identity("key")
        cap = try reader.count("cap", in: 1...4_294_967_295)
        entitled = try reader.bool("entitled")
    }
}

extension Agreement.Grant {
    fileprivate init(reading reader: inout ObjectReader) throws {
        party = try reader.party("party")
        attributes = try reader.objects("attributes", count: 1...64) { reader in
            Attribute(name: try reader.attributeName("name"), type: try reader.choice("type"))
        }
    }
}

extension Agreement.Disclosure {
    fileprivate init(reading reader: inout ObjectReader) throws {
        minimumList = try reader.count("minimumList", in: 1...1_000_000)
        minimumResult = try reader.count("minimumResult", in: 50...1_000_000)
        windowDays = try reader.count("windowDays", in: 1...366)
        budgetFactor = try reader.count("budgetFactor", in: 1...1000)
        budgetRounds = try reader.count("budgetRounds", in: 1...1000)
        minimumChange = try reader.count("minimumChange", in: 1...1_000_000)
        allowShrunkSuppression = try reader.bool("allowShrunkSuppression")
    }
}

extension Agreement.Plan {
    fileprivate init(reading reader: inout ObjectReader) throws {
        guard try reader.string("canonicalization") == Self.canonicalization else {
            throw reader.error("canonicalization", "expected \"\(Self.canonicalization)\", the only one that exists")
        }
        from = try reader.planVersion("from")
        until = try reader.planVersion("until")
    }
}

extension Agreement.Rounds {
    fileprivate init(reading reader: inout ObjectReader) throws {
        maximum = try reader.count("maximum", in: 1...100_000)
        intervalHours = try reader.count("intervalHours", in: 0...8784)
        deadlineHours = try reader.count("deadlineHours", in: 1...8784)
    }
}
