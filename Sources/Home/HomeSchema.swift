// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// The tables of `home.sqlite`; a change is a new migration, never an edit of an old one.
enum HomeSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { try $0.execute(sql: first) }
        return migrator
    }

    /// Identifiers and digests of agreements and rounds are lowercase hexadecimal, times seconds since 1970.
    private static let first = """
        CREATE TABLE place (inode TEXT NOT NULL) STRICT;

        CREATE TABLE trustedKey (party TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT;

        CREATE TABLE agreement (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            bundle BLOB NOT NULL,
            signedHere INTEGER NOT NULL DEFAULT 0,
            highestRound INTEGER NOT NULL DEFAULT 0,
            exposureLimit INTEGER
        ) STRICT;
        CREATE INDEX agreementName ON agreement (name);

        CREATE TABLE round (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            agreement TEXT NOT NULL REFERENCES agreement (id),
            number INTEGER NOT NULL,
            step TEXT NOT NULL,
            preparedAt INTEGER NOT NULL,
            count INTEGER NOT NULL,
            plan TEXT NOT NULL,
            sourceDigest TEXT NOT NULL,
            wroteFile INTEGER NOT NULL,
            summary BLOB NOT NULL,
            commitment BLOB NOT NULL,
            transcript TEXT,
            agreed BLOB,
            manifest BLOB,
            rowCount INTEGER,
            ending TEXT,
            finalAt INTEGER,
            eraseAt INTEGER,
            secretsErased INTEGER NOT NULL DEFAULT 0,
            erased INTEGER NOT NULL DEFAULT 0,
            UNIQUE (agreement, number)
        ) STRICT;

        CREATE TABLE charge (
            agreement TEXT NOT NULL REFERENCES agreement (id),
            round TEXT NOT NULL REFERENCES round (id),
            rows INTEGER NOT NULL,
            PRIMARY KEY (agreement, round)
        ) STRICT;

        CREATE TABLE hopInput (
            round INTEGER NOT NULL REFERENCES round (key),
            list TEXT NOT NULL,
            hop INTEGER NOT NULL,
            chunk INTEGER NOT NULL,
            digest BLOB NOT NULL,
            PRIMARY KEY (round, list, hop, chunk)
        ) STRICT, WITHOUT ROWID;
        """
}
