// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Vocabulary

extension Home {
    /// Gives what was charged under an agreement, stopped and expired rounds included.
    ///
    /// `limit` is what applies where `setExposureLimit` set nothing.
    package func exposure(of agreement: AgreementID, limit: Int) throws -> Exposure {
        try database.read { try exposure(of: agreement, limit: limit, in: $0) }
    }

    /// Sets the most rows of others that this party will ever exponentiate under an agreement; nil for the default.
    package func setExposureLimit(of agreement: AgreementID, to limit: Int?) throws {
        try database.write { database in
            _ = try highest(agreement, in: database)
            try database.execute(
                sql: "UPDATE agreement SET exposureLimit = ? WHERE id = ?",
                arguments: [limit.map { max(0, $0) }, agreement.hex])
        }
    }

    func exposure(of agreement: AgreementID, limit: Int, in database: Database) throws -> Exposure {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT exposureLimit, (SELECT coalesce(sum(rows), 0) FROM charge WHERE agreement = id) AS charged "
                + "FROM agreement WHERE id = ?",
            arguments: [agreement.hex])
        guard let row else { throw HomeError.noAgreement(String(agreement.hex.prefix(16))) }
        return Exposure(charged: row["charged"], limit: row["exposureLimit"] ?? limit)
    }
}
