// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What the dependency graph must satisfy; each rule names every violation in a line of its own.
enum GraphRules {
    /// The rooms of the server.
    static let servers = ["Coordinator", "symbolond"]
    /// What knows a phone number, a key that blinds, or a party's home: a server that cannot import it cannot leak it.
    static let forbidden: Set<String> = [
        "PhoneNumbers", "CNumberingPlan", "Blinding", "Secrets", "Ristretto", "CSodium", "CRistrettoLanes", "Joining",
        "Home",
    ]

    /// The invariant: no server reaches a forbidden room, at any depth.
    static func invariantViolations(in graph: RoomGraph) -> [String] {
        servers.flatMap { server -> [String] in
            guard graph.rooms[server] != nil else { return ["there is no room \(server) to check"] }
            let chains = graph.chains(from: server)
            return forbidden.sorted().compactMap { room in
                chains[room].map { "\(server) reaches \(room): \($0.joined(separator: " → "))" }
            }
        }
    }

    /// The table of architecture.md §4: every room is listed, and depends on nothing that is not listed for it.
    static func tableViolations(in graph: RoomGraph, table: [String: Set<String>]) -> [String] {
        graph.rooms.sorted { $0.key < $1.key }.flatMap { room, dependencies -> [String] in
            guard let allowed = table[room] else { return ["\(room) is not in the table of rooms"] }
            return dependencies.subtracting(allowed).sorted().map { "\(room) may not depend on \($0)" }
        }
    }
}
