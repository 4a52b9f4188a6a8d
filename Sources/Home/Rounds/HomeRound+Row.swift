// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import GRDB
internal import Signing
internal import Vocabulary

extension HomeRound {
    /// The columns that `init(row:)` reads.
    static let columns = """
        id, agreement, number, step, preparedAt, count, plan, sourceDigest, wroteFile, transcript, rowCount, ending, \
        finalAt, eraseAt, secretsErased, erased
        """

    /// Reads a row of the table `round`; nil where a value is none that this release writes.
    init?(row: Row) {
        guard let id = RoundID(hex: row["id"] as String), let agreement = AgreementID(hex: row["agreement"] as String),
            let number = UInt32(exactly: row["number"] as Int64), let step = RoundStep(rawValue: row["step"]),
            let preparedAt = Timestamp(seconds: row["preparedAt"]), let source = Digest(hex: row["sourceDigest"])
        else { return nil }
        self.id = id
        self.agreement = agreement
        self.number = number
        self.step = step
        self.preparedAt = preparedAt
        self.source = source
        count = row["count"]
        plan = row["plan"]
        wroteFile = row["wroteFile"]
        transcript = (row["transcript"] as String?).flatMap { Digest(hex: $0) }
        rowCount = row["rowCount"]
        ending = (row["ending"] as String?).flatMap { RoundEnding(rawValue: $0) }
        finalAt = (row["finalAt"] as Int64?).flatMap { Timestamp(seconds: $0) }
        eraseAt = (row["eraseAt"] as Int64?).flatMap { Timestamp(seconds: $0) }
        areSecretsErased = row["secretsErased"]
        isErased = row["erased"]
    }
}
