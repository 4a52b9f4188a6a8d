// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

extension StoredMembers {
    /// Erases all that followed a round's match; its log entries stay, because the chain needs them.
    static func erase(ofRound key: Int64, in connection: Database) throws {
        try connection.execute(
            sql: "DELETE FROM plan_message WHERE plan IN (SELECT key FROM plan WHERE round = ?)", arguments: [key])
        for table in ["plan", "member", "attribute_row", "record_page", "subject", "revocation"] {
            try connection.execute(sql: "DELETE FROM \(table) WHERE round = ?", arguments: [key])
        }
    }
}
