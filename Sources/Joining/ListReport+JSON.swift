// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

extension ListReport {
    /// The report as it is stored and printed.
    package var json: JSONValue {
        .object([
            "rows": .integer(Int64(rows)), "accepted": .integer(Int64(accepted)),
            "duplicates": .integer(Int64(duplicates)), "conflicts": .integer(Int64(conflicts)),
            "refused": .object(refused.mapValues { .integer(Int64($0)) }),
        ])
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
        try reader.finish()
    }
}
