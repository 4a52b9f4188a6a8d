// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
internal import Signing
package import Vocabulary

/// What a home is configured with: `symbolon.json`.
package struct HomeConfiguration: Equatable, Sendable {
    /// Bounds the file.
    static let maximumBytes = 1 << 20

    /// Whose home it is.
    package let party: PartyID
    /// What the party is called, for people.
    package let name: String
    /// The coordinator, once enrolled.
    package var coordinator: CoordinatorSettings?

    package init(party: PartyID, name: String, coordinator: CoordinatorSettings? = nil) {
        self.party = party
        self.name = name
        self.coordinator = coordinator
    }
}

extension HomeConfiguration {
    /// Reads the file strictly.
    init(reading path: String) throws {
        let bytes = try PrivateFile.read(path, limit: Self.maximumBytes)
        do {
            try self.init(json: JSONValue(parsing: bytes))
        } catch {
            throw HomeError.badConfiguration(path: path, problem: "\(error)")
        }
        if let problem = nameProblem { throw HomeError.badConfiguration(path: path, problem: problem) }
    }

    /// Says why the party's names cannot be used.
    var nameProblem: String? {
        if party == .coordinator { return "party: \"coordinator\" is the coordinator's own name: choose another" }
        let scalars = name.unicodeScalars
        guard (1...256).contains(name.utf8.count), scalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            return "name: expected 1 to 256 bytes without control characters"
        }
        return nil
    }

    init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "")
        guard try reader.integer("version") == 1 else {
            throw reader.error("version", "expected 1, the only version that this release reads")
        }
        party = try reader.party("party")
        name = try reader.string("name", maximumBytes: 256)
        if var coordinator = try reader.optionalObject("coordinator") {
            self.coordinator = CoordinatorSettings(
                url: try coordinator.string("url"), identity: try coordinator.identity("identity"),
                authority: try coordinator.string("authority", maximumBytes: 1 << 16))
            try coordinator.finish()
        } else {
            coordinator = nil
        }
        try reader.finish()
    }

    /// The file: one field a line, for people who look into it.
    var bytes: [UInt8] {
        var lines = [
            Self.line("version", .integer(1)), Self.line("party", .string(party.name)),
            Self.line("name", .string(name)),
        ]
        if let coordinator {
            let inner = [
                Self.line("url", .string(coordinator.url)), Self.line("identity", .string(coordinator.identity.hex)),
                Self.line("authority", .string(coordinator.authority)),
            ]
            lines.append("\"coordinator\": {\n    " + inner.joined(separator: ",\n    ") + "\n  }")
        }
        return Array("{\n  \(lines.joined(separator: ",\n  "))\n}\n".utf8)
    }

    private static func line(_ key: String, _ value: JSONValue) -> String {
        "\"\(key)\": " + String(decoding: value.canonicalBytes, as: UTF8.self)
    }
}
