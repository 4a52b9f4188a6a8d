// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

extension ListReport {
    /// The report as it is stored and printed.
    package var json: JSONValue {
        var fields: [String: JSONValue] = [
            "rows": .integer(Int64(rows)), "accepted": .integer(Int64(accepted)),
            "duplicates": .integer(Int64(duplicates)), "conflicts": .integer(Int64(conflicts)),
            "refused": .object(refused.mapValues { .integer(Int64($0)) }),
        ]
        fields["senders"] = senders.map {
            .object(["wanted": .string($0.wanted), "found": .array($0.found.map { .string($0) })])
        }
        return .object(fields)
    }

    /// Reads a stored report.
    package init(json: JSONValue) throws {
        var reader = try ObjectReader(json, path: "summary")
        let counts = 0...JSONValue.largestInteger
        rows = Int(try reader.integer("rows", in: counts))
        accepted = Int(try reader.integer("accepted", in: counts))
        duplicates = Int(try reader.integer("duplicates", in: counts))
        guard case .object(let reasons) = try reader.value("refused") else {
            throw reader.error("refused", "expected an object")
        }
        refused = try reasons.mapValues { value in
            guard case .integer(let count) = value else { throw reader.error("refused", "expected integers") }
            return Int(count)
        }
        // Rounds that were prepared by an earlier release do not say.
        conflicts = Int(try reader.optionalInteger("conflicts", in: counts) ?? 0)
        if var fields = try reader.optionalObject("senders") {
            senders = OtherSenders(
                wanted: try fields.string("wanted"), found: try fields.strings("found", count: 1...64))
            try fields.finish()
        } else {
            senders = nil
        }
        try reader.finish()
    }
}
