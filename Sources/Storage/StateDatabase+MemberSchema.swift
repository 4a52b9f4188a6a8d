// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension StateDatabase {
    /// What follows a match: the log, members, attributes, definitions and plans (protocol/v1/consent.md and segments.md).
    ///
    /// `log_entry` is for ever; all else of a round goes with its rows. No table holds a consent record: its digest is in the
    /// decision's envelope.
    static let members = """
        CREATE TABLE log_entry (
            agreement INTEGER NOT NULL REFERENCES agreement,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            round INTEGER NOT NULL REFERENCES round,
            kind TEXT NOT NULL CHECK (kind IN ('decision', 'decided', 'revocation-receipt')),
            handle BLOB CHECK (length(handle) = 16),
            allowed INTEGER CHECK (allowed IN (0, 1)),
            at INTEGER NOT NULL,
            envelope BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (agreement, sequence),
            CHECK ((kind = 'decided') = (handle IS NULL)),
            CHECK ((kind = 'decision') = (allowed IS NOT NULL))
        ) STRICT;
        CREATE UNIQUE INDEX log_entry_once ON log_entry (round, kind, handle);
        CREATE UNIQUE INDEX log_entry_end ON log_entry (round) WHERE kind = 'decided';
        CREATE TABLE latest_moment (
            one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
            at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO latest_moment (one, at) VALUES (1, 0);
        CREATE TABLE record_page (
            round INTEGER NOT NULL REFERENCES round,
            party INTEGER NOT NULL,
            page INTEGER NOT NULL CHECK (page >= 0),
            is_last INTEGER NOT NULL CHECK (is_last IN (0, 1)),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            last_handle BLOB CHECK (length(last_handle) = 16),
            PRIMARY KEY (round, party, page)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE subject (
            digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
            round INTEGER NOT NULL REFERENCES round
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX subject_by_round ON subject (round);
        CREATE TABLE member (
            round INTEGER NOT NULL REFERENCES round,
            member INTEGER NOT NULL,
            handle BLOB NOT NULL CHECK (length(handle) = 16),
            channels TEXT NOT NULL,
            until INTEGER,
            opens INTEGER NOT NULL,
            closes INTEGER NOT NULL,
            PRIMARY KEY (round, member),
            UNIQUE (round, handle)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE attribute_row (
            round INTEGER NOT NULL REFERENCES round,
            party INTEGER NOT NULL,
            member INTEGER NOT NULL,
            attributes BLOB NOT NULL,
            PRIMARY KEY (round, party, member)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE revocation (
            round INTEGER NOT NULL REFERENCES round,
            handle BLOB NOT NULL CHECK (length(handle) = 16),
            envelope BLOB NOT NULL,
            PRIMARY KEY (round, handle)
        ) STRICT, WITHOUT ROWID;

        """

    static let definitions = """
        CREATE TABLE definition (
            agreement INTEGER NOT NULL REFERENCES agreement,
            kind TEXT NOT NULL CHECK (kind IN ('segment', 'context')),
            name TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (agreement, kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE definition_statement (
            key INTEGER PRIMARY KEY,
            agreement INTEGER NOT NULL REFERENCES agreement,
            at INTEGER NOT NULL,
            envelope BLOB NOT NULL
        ) STRICT;
        CREATE TABLE plan (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            round INTEGER NOT NULL REFERENCES round,
            context TEXT NOT NULL,
            made_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE plan_message (
            plan INTEGER NOT NULL REFERENCES plan,
            handle BLOB NOT NULL CHECK (length(handle) = 16),
            channel TEXT NOT NULL,
            text TEXT NOT NULL,
            send_after INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            PRIMARY KEY (plan, handle)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX plan_message_by_handle ON plan_message (handle);

        """
}
