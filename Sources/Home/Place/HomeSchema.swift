// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// The tables of `home.sqlite`; a change is a new migration, never an edit of an old one.
enum HomeSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { try $0.execute(sql: first) }
        migrator.registerMigration("v2") { try $0.execute(sql: second) }
        migrator.registerMigration("v3") { try $0.execute(sql: third) }
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

    /// What follows a match (protocol/v1/consent.md).
    ///
    /// Handles are their 16 bytes, channels are separated by blanks.
    private static let second = """
        CREATE TABLE consentRegister (generation INTEGER NOT NULL) STRICT;

        CREATE TABLE spool (
            round INTEGER PRIMARY KEY REFERENCES round (key),
            nonce BLOB NOT NULL,
            rows INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE memberPhase (
            round INTEGER PRIMARY KEY REFERENCES round (key),
            isComplete INTEGER NOT NULL DEFAULT 0,
            endSequence INTEGER,
            endAt INTEGER,
            allowed INTEGER,
            refused INTEGER
        ) STRICT;

        CREATE TABLE logHead (
            agreement TEXT PRIMARY KEY REFERENCES agreement (id),
            sequence INTEGER NOT NULL,
            hash TEXT NOT NULL
        ) STRICT;

        CREATE TABLE decision (
            key INTEGER PRIMARY KEY,
            round INTEGER NOT NULL REFERENCES round (key),
            handle BLOB NOT NULL,
            isAllowed INTEGER NOT NULL,
            channels TEXT NOT NULL,
            reasons TEXT NOT NULL,
            until INTEGER,
            opens INTEGER,
            closes INTEGER,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            envelope BLOB NOT NULL,
            UNIQUE (round, handle)
        ) STRICT;
        CREATE INDEX decisionAt ON decision (at);

        CREATE TABLE revocation (
            key INTEGER PRIMARY KEY,
            round INTEGER NOT NULL REFERENCES round (key),
            handle BLOB NOT NULL,
            at INTEGER NOT NULL,
            receipt BLOB,
            UNIQUE (round, handle)
        ) STRICT;
        CREATE INDEX revocationAt ON revocation (at);
        CREATE INDEX revocationPending ON revocation (key) WHERE receipt IS NULL;
        """

    /// Whether the revocations that follow from the register are noted; agreements whose signature may be with others (of those from before nobody knows); revocations that the coordinator needs
    /// no more; what was sent about each row, by its digests (bytes, as handles are);
    /// and the contexts that this party sent, as canonical bytes, more than one of a name where it is not known which one the coordinator has; keys say which came later.
    private static let third = """
        ALTER TABLE consentRegister ADD COLUMN isSettled INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE agreement ADD COLUMN isHandedOut INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE revocation ADD COLUMN isMoot INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE revocation ADD COLUMN sequence INTEGER;
        CREATE INDEX revocationSequence ON revocation (sequence) WHERE sequence IS NOT NULL;

        CREATE TABLE sentRecord (
            round INTEGER NOT NULL REFERENCES round (key),
            handle BLOB NOT NULL,
            subject BLOB NOT NULL,
            record BLOB NOT NULL,
            PRIMARY KEY (round, handle, subject, record)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE contextDefinition (
            key INTEGER PRIMARY KEY,
            agreement TEXT NOT NULL REFERENCES agreement (id),
            name TEXT NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX contextDefinitionByName ON contextDefinition (agreement, name);
        """
}
