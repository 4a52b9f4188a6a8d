// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds columns by name, place or content, and says clearly when there is none or more than one.
struct ColumnFinder {
    /// The file's name for errors.
    let name: String
    /// Names of the columns, empty where there are none.
    let columns: [String]
    let fieldCount: Int

    /// The place (from 0) of a column that was asked for.
    func find(_ choice: ColumnChoice) throws(ListError) -> Int {
        switch choice {
        case .index(let index):
            guard (1...max(fieldCount, 1)).contains(index) else {
                throw ListError(.usage, "\(name): there is no column \(index); the list has \(fieldCount).")
            }
            return index - 1
        case .firstOf(let names):
            let found = names.first { !ColumnNames.places(of: $0, in: columns).isEmpty }
            guard names.count > 1, found == nil else { return try find(.name(found ?? names.first ?? "")) }
            let wanted = names.map { "\"\($0)\"" }.joined(separator: ", ")
            throw ListError(.usage, "\(name): there is none of the columns \(wanted); \(inventory).")
        case .name(let wanted):
            let places = ColumnNames.places(of: wanted, in: columns)
            if places.count > 1 {
                throw ListError(
                    .usage,
                    "\(name): \(places.count) columns are called \"\(wanted)\"; name one by its place, "
                        + "for example \(places[0] + 1).")
            }
            if let place = places.first { return place }
            if let index = Int(wanted) { return try find(.index(index)) }
            throw ListError(.usage, "\(name): there is no column \"\(wanted)\"; \(inventory).")
        }
    }

    /// The place of the number, by the columns' names, else by what the first rows hold.
    func findNumber(in rows: [[String]]) throws(ListError) -> Int {
        guard fieldCount > 1 else { return 0 }
        let shares = (0..<fieldCount).map { share(of: $0, in: rows) { NumberShape.looksLikeNumber($0) } }
        let named = ColumnNames.candidates(in: columns)
        // A vague name ("number") must hold numbers to be believed; a plain one ("phone") need not.
        let isBelieved = named.contains { !ColumnNames.isVague(columns[$0]) || shares[$0] >= 0.5 }
        if isBelieved { return try only(named, why: "have names of phone columns") }
        let likely = shares.indices.filter { shares[$0] >= 0.6 }
        let marked = likely.filter { place in
            share(of: place, in: rows) { $0.hasPrefix("+") || $0.hasPrefix("tel:") } >= 0.5
        }
        // Nothing contradicts the name where the column is empty, as in a list of no rows.
        if likely.isEmpty, !named.isEmpty, named.allSatisfy({ isBlank($0, in: rows) }) {
            return try only(named, why: "have names of phone columns")
        }
        guard !likely.isEmpty else {
            throw ListError(
                .badData, "\(name): no column looks like phone numbers; name it with --column; \(inventory).")
        }
        return try only(marked.count == 1 ? marked : likely, why: "look like phone numbers")
    }

    private func only(_ places: [Int], why: String) throws(ListError) -> Int {
        guard places.count > 1 else { return places[0] }
        let names =
            columns.isEmpty
            ? places.prefix(20).map { "column \($0 + 1)" }.joined(separator: ", ") : ColumnNames.list(columns, places)
        throw ListError(.badData, "\(name): \(places.count) columns \(why) (\(names)); choose one with --column.")
    }

    private func isBlank(_ place: Int, in rows: [[String]]) -> Bool {
        rows.allSatisfy { !$0.indices.contains(place) || $0[place].isEmpty }
    }

    private func share(of place: Int, in rows: [[String]], where matches: (String) -> Bool) -> Double {
        let fields = rows.compactMap { $0.indices.contains(place) && !$0[place].isEmpty ? $0[place] : nil }
        guard !fields.isEmpty else { return 0 }
        return Double(fields.count(where: matches)) / Double(fields.count)
    }

    private var inventory: String {
        columns.isEmpty
            ? "the list has \(fieldCount) columns without names, count them from 1"
            : "the columns are \(ColumnNames.list(columns, Array(columns.indices)))"
    }
}
