// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
package import Signing

extension Home {
    /// Gives the latest moment that was ever stored here and is not erased; nil in a new home.
    ///
    /// A clock that is behind it was set back. Moments of the coordinator's clock are among them.
    package func latestMoment() throws -> Timestamp? {
        try database.read { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT max(moment) FROM (
                        SELECT max(preparedAt) AS moment FROM round
                        UNION ALL SELECT max(finalAt) FROM round
                        UNION ALL SELECT max(endAt) FROM memberPhase
                        UNION ALL SELECT max(at) FROM decision
                        UNION ALL SELECT max(at) FROM revocation)
                    """)
        }.flatMap { Timestamp(seconds: $0) }
    }
}
