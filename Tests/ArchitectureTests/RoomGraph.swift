// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The rooms of the package (targets under `Sources`) and which of them depend on which.
struct RoomGraph: Equatable {
    /// For each room the rooms it declares as dependencies.
    var rooms: [String: Set<String>]

    /// Finds the shortest chains of dependencies from a room to every room it reaches, itself included.
    func chains(from start: String) -> [String: [String]] {
        var chains = [start: [start]]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let room = queue[next]
            next += 1
            for dependency in (rooms[room] ?? []).sorted() where chains[dependency] == nil {
                chains[dependency] = (chains[room] ?? []) + [dependency]
                queue.append(dependency)
            }
        }
        return chains
    }
}
