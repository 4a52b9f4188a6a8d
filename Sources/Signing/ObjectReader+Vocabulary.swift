// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension ObjectReader {
    /// Bytes as lowercase hexadecimal digits, exactly `count` of them.
    package mutating func bytes(_ key: String, count: Int) throws(FieldError) -> [UInt8] {
        guard case .string(let text) = try value(key), let bytes = Hexadecimal.decode(text, count: count) else {
            throw error(key, "expected \(count * 2) lowercase hexadecimal digits")
        }
        return bytes
    }

    /// Bytes, or nil where the key is absent or `null`.
    package mutating func optionalBytes(_ key: String, count: Int) throws(FieldError) -> [UInt8]? {
        guard has(key) else {
            _ = optionalValue(key)
            return nil
        }
        return try bytes(key, count: count)
    }

    /// The name of a party; `coordinator` passes, because the coordinator signs under it.
    package mutating func party(_ key: String) throws(FieldError) -> PartyID {
        guard case .string(let text) = try value(key), let party = PartyID(text) else {
            throw error(key, "expected the name of a party: 1 to 32 of a-z, 0-9 and -, starting with a letter")
        }
        return party
    }

    /// Refuses anyone but the coordinator as the signer.
    package mutating func coordinator(_ key: String) throws(FieldError) {
        guard try string(key) == PartyID.coordinator.name else { throw error(key, "expected \"coordinator\"") }
    }

    /// The identifier of an agreement.
    package mutating func agreementID(_ key: String) throws(FieldError) -> AgreementID {
        guard let identifier = AgreementID(bytes: try bytes(key, count: 32)) else {
            throw error(key, "expected 64 lowercase hexadecimal digits")
        }
        return identifier
    }

    /// The identifier of a round.
    package mutating func roundID(_ key: String) throws(FieldError) -> RoundID {
        guard let identifier = RoundID(bytes: try bytes(key, count: 32)) else {
            throw error(key, "expected 64 lowercase hexadecimal digits")
        }
        return identifier
    }

    /// A handle.
    package mutating func handle(_ key: String) throws(FieldError) -> Handle {
        guard let handle = Handle(bytes: try bytes(key, count: 16)) else {
            throw error(key, "expected 32 lowercase hexadecimal digits")
        }
        return handle
    }

    /// What members may be contacted for.
    package mutating func purpose(_ key: String) throws(FieldError) -> Purpose {
        guard case .string(let text) = try value(key), let purpose = Purpose(text) else {
            throw error(key, "expected a purpose: 1 to 64 of a-z, 0-9, - and ., starting with a letter")
        }
        return purpose
    }

    /// A name among people and in files: 1 to 64 of `a-z`, `0-9` and `-`, starting with a letter.
    package mutating func name(_ key: String) throws(FieldError) -> String {
        let text = try string(key)
        guard TextForm.isName(text) else {
            throw error(key, "expected a name: 1 to 64 of a-z, 0-9 and -, starting with a letter")
        }
        return text
    }

    /// Text that people read: nothing invisible in it that could show them something else.
    package mutating func displayText(
        _ key: String, bytes: ClosedRange<Int> = 1...128
    ) throws(FieldError) -> String {
        let text = try string(key)
        guard TextForm.isDisplayText(text, bytes: bytes) else {
            throw error(
                key,
                "expected text of \(bytes.lowerBound) to \(bytes.upperBound) bytes without control or invisible characters and outer spaces"
            )
        }
        return text
    }

    /// The name of an attribute: words of letters, digits, `-` and `_` with dots between; each starts with a letter.
    package mutating func attributeName(_ key: String) throws(FieldError) -> String {
        let text = try string(key)
        guard TextForm.isAttributeName(text) else {
            throw error(
                key,
                "expected an attribute like interest.sport: at most 64 of letters, digits, -, _ and dots between words"
            )
        }
        return text
    }

    /// An ISO 3166 code in capitals, or `EU`.
    package mutating func jurisdiction(_ key: String) throws(FieldError) -> Jurisdiction {
        guard case .string(let text) = try value(key), let jurisdiction = Jurisdiction(text) else {
            throw error(key, "expected an ISO 3166 code in capitals, as US, US-CA or EU")
        }
        return jurisdiction
    }

    /// A public identity key, refused unless it is canonical and of large order.
    package mutating func identity(_ key: String) throws(FieldError) -> PublicIdentity {
        let raw = try bytes(key, count: 32)
        do {
            return try PublicIdentity(bytes: raw)
        } catch {
            throw self.error(key, "\(error)")
        }
    }

    /// A moment in RFC 3339, UTC, whole seconds: `2026-01-31T08:00:00Z`.
    package mutating func timestamp(_ key: String) throws(FieldError) -> Timestamp {
        guard case .string(let text) = try value(key), let moment = Timestamp(text) else {
            throw error(key, "expected a time in UTC like \"2026-01-31T08:00:00Z\"")
        }
        return moment
    }

    /// One of a fixed set of words.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type = Choice.self
    ) throws(FieldError) -> Choice where Choice.RawValue == String {
        guard case .string(let text) = try value(key), let choice = Choice(rawValue: text) else {
            throw error(key, "expected one of \(type.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
