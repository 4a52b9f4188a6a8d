// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

extension StateDatabase {
    /// Every change of the tables, oldest first; one that was released is never edited.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 agreements, rounds, enrolment") { connection in
            try connection.execute(sql: agreements + rounds + resultRows + enrolment)
        }
        migrator.registerMigration("2 members, definitions, plans") { connection in
            try connection.execute(sql: members + definitions)
        }
        migrator.registerMigration("3 rows of results in blocks", migrate: blockResultRows)
        return migrator
    }

    private static let agreements = """
        CREATE TABLE agreement (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
            name TEXT NOT NULL,
            form BLOB NOT NULL,
            valid_until INTEGER NOT NULL,
            complete INTEGER NOT NULL CHECK (complete IN (0, 1))
        ) STRICT;
        CREATE TABLE agreement_party (
            agreement INTEGER NOT NULL REFERENCES agreement,
            position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 7),
            party TEXT NOT NULL,
            acceptance BLOB,
            PRIMARY KEY (agreement, position),
            UNIQUE (agreement, party)
        ) STRICT;
        CREATE INDEX agreement_party_by_name ON agreement_party (party, agreement);

        """

    private static let rounds = """
        CREATE TABLE round (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
            agreement INTEGER NOT NULL REFERENCES agreement,
            number INTEGER NOT NULL CHECK (number > 0),
            identity_set BLOB NOT NULL CHECK (length(identity_set) = 32),
            opening BLOB,
            opened_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (
                state IN ('gathering', 'ring', 'matched', 'below-minimum', 'stopped', 'expired')),
            revision INTEGER NOT NULL DEFAULT 0,
            finished_at INTEGER,
            rows_erased INTEGER NOT NULL DEFAULT 0,
            repeated_chunks INTEGER NOT NULL DEFAULT 0,
            UNIQUE (agreement, number)
        ) STRICT;
        CREATE UNIQUE INDEX round_open ON round (agreement) WHERE state IN ('gathering', 'ring');
        CREATE INDEX round_by_identities ON round (identity_set, opened_at);
        CREATE TABLE statement (
            round INTEGER NOT NULL REFERENCES round,
            sequence INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('commitment', 'transcript', 'result', 'stop', 'expired')),
            signer TEXT,
            envelope BLOB,
            PRIMARY KEY (round, sequence)
        ) STRICT;
        CREATE UNIQUE INDEX statement_once ON statement (round, kind, signer) WHERE kind IN ('commitment', 'transcript');
        CREATE UNIQUE INDEX statement_end ON statement (round) WHERE kind IN ('result', 'stop', 'expired');
        CREATE TABLE chunk (
            round INTEGER NOT NULL REFERENCES round,
            list TEXT NOT NULL,
            hop INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            last_element BLOB CHECK (length(last_element) = 32),
            receipt BLOB,
            PRIMARY KEY (round, list, hop, chunk)
        ) STRICT;
        CREATE TABLE charge (
            round INTEGER NOT NULL REFERENCES round,
            identity BLOB NOT NULL CHECK (length(identity) = 32),
            identity_set BLOB NOT NULL CHECK (length(identity_set) = 32),
            rows INTEGER NOT NULL CHECK (rows >= 0),
            at INTEGER NOT NULL,
            PRIMARY KEY (round, identity)
        ) STRICT;
        CREATE INDEX charge_by_identity ON charge (identity_set, identity, at);

        """

    private static let enrolment = """
        CREATE TABLE invite (
            hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
            party TEXT NOT NULL,
            expires INTEGER NOT NULL,
            use_digest BLOB CHECK (length(use_digest) = 32),
            certificate BLOB,
            CHECK ((use_digest IS NULL) = (certificate IS NULL))
        ) STRICT;
        CREATE TABLE party (
            id TEXT NOT NULL PRIMARY KEY,
            identity BLOB NOT NULL CHECK (length(identity) = 32),
            enrolled_at INTEGER NOT NULL,
            certificate_expires INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE enrolment (
            key INTEGER PRIMARY KEY,
            party TEXT NOT NULL REFERENCES party,
            at INTEGER NOT NULL,
            request BLOB NOT NULL,
            certificate BLOB NOT NULL
        ) STRICT;

        """
}
