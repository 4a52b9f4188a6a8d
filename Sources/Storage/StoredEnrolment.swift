// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Enrolment
internal import FoundationEssentials
internal import GRDB
package import Signing
package import Vocabulary

/// Invites and enrolled parties in the state database.
package struct StoredEnrolment: EnrolmentStore {
    private let database: StateDatabase

    package init(_ database: StateDatabase) { self.database = database }

    package func add(_ invite: Invite) throws -> Bool {
        try database.write { connection in
            try connection.execute(
                sql: """
                    INSERT INTO invite (hash, party, expires, use_digest, certificate) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    Self.blob(invite.hash), invite.party.name, invite.expires.seconds,
                    invite.use.map { Data($0.digest) }, invite.use.map { Data($0.certificateDER) },
                ])
            return connection.changesCount == 1
        }
    }

    package func invite(_ hash: InviteHash) throws -> Invite? {
        try database.read { connection in
            try Row.fetchOne(connection, sql: "SELECT * FROM invite WHERE hash = ?", arguments: [Self.blob(hash)])
                .map(Self.invite)
        }
    }

    package func invites() throws -> [Invite] {
        try database.read { connection in
            try Row.fetchAll(connection, sql: "SELECT * FROM invite ORDER BY expires DESC, hash").map(Self.invite)
        }
    }

    package func redeem(
        _ request: Signed<EnrolmentRequest>, certificate: PartyCertificate, at now: Timestamp
    ) throws -> Bool {
        guard let hash = request.body.invite else { return false }
        return try database.write { connection in
            try connection.execute(
                sql: """
                    UPDATE invite SET use_digest = ?, certificate = ? WHERE hash = ? AND party = ? AND use_digest IS NULL
                    """,
                arguments: [
                    Data(request.body.useDigest), Data(certificate.der), Self.blob(hash), request.body.from.name,
                ])
            guard connection.changesCount == 1 else { return false }
            try connection.execute(
                sql: """
                    INSERT INTO party (id, identity, enrolled_at, certificate_expires) VALUES (?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET identity = excluded.identity, enrolled_at = excluded.enrolled_at,
                        certificate_expires = excluded.certificate_expires
                    """,
                arguments: [
                    request.body.from.name, Data(request.body.identity.bytes), now.seconds,
                    certificate.notAfter.seconds,
                ])
            try Self.keep(request, certificate, at: now, in: connection)
            return true
        }
    }

    package func renew(
        _ request: Signed<EnrolmentRequest>, certificate: PartyCertificate, at now: Timestamp
    ) throws -> Bool {
        try database.write { connection in
            try connection.execute(
                sql: "UPDATE party SET certificate_expires = ? WHERE id = ? AND identity = ?",
                arguments: [
                    certificate.notAfter.seconds, request.body.from.name, Data(request.body.identity.bytes),
                ])
            guard connection.changesCount == 1 else { return false }
            try Self.keep(request, certificate, at: now, in: connection)
            return true
        }
    }

    package func parties(named names: [PartyID]) throws -> [EnrolledParty] {
        guard !names.isEmpty else { return [] }
        return try database.read { connection in
            let places = names.map { _ in "?" }.joined(separator: ", ")
            return try Row.fetchAll(
                connection, sql: "SELECT * FROM party WHERE id IN (\(places)) ORDER BY id",
                arguments: StatementArguments(names.map(\.name))
            ).map(Self.party)
        }
    }

    package func parties() throws -> [EnrolledParty] {
        try database.read { connection in
            try Row.fetchAll(connection, sql: "SELECT * FROM party ORDER BY id").map(Self.party)
        }
    }

    /// Keeps the signed request and what was issued for it.
    private static func keep(
        _ request: Signed<EnrolmentRequest>, _ certificate: PartyCertificate, at now: Timestamp, in connection: Database
    ) throws {
        try connection.execute(
            sql: "INSERT INTO enrolment (party, at, request, certificate) VALUES (?, ?, ?, ?)",
            arguments: [request.body.from.name, now.seconds, Data(request.bytes), Data(certificate.der)])
    }

    private static func blob(_ hash: InviteHash) -> Data? {
        Vocabulary.Hexadecimal.decode(hash.hex, count: 32).map { Data($0) }
    }

    private static func invite(_ row: Row) throws -> Invite {
        guard let hash = InviteHash(hex: Vocabulary.Hexadecimal.encode(try row.bytes("hash"))),
            let party = PartyID(try row.text("party")), let expires = Timestamp(seconds: try row.integer("expires"))
        else { throw StorageError.damaged("an invite cannot be read back") }
        var use: InviteUse?
        if let digest = try row.optionalBytes("use_digest") {
            use = InviteUse(digest: digest, certificateDER: try row.bytes("certificate"))
        }
        return Invite(hash: hash, party: party, expires: expires, use: use)
    }

    private static func party(_ row: Row) throws -> EnrolledParty {
        guard let id = PartyID(try row.text("id")), let identity = try? PublicIdentity(bytes: row.bytes("identity")),
            let enrolledAt = Timestamp(seconds: try row.integer("enrolled_at")),
            let expires = Timestamp(seconds: try row.integer("certificate_expires"))
        else { throw StorageError.damaged("a party's record cannot be read back") }
        return EnrolledParty(id: id, identity: identity, enrolledAt: enrolledAt, certificateExpires: expires)
    }
}
