// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
package import Signing
package import Vocabulary

/// A party's private files and durable state.
///
/// Everything below the folder is readable by its owner only; opening refuses the home otherwise. Whatever must change
/// in one step is one SQLite transaction (`HomeDatabase`); big columns are files that were durable before the transaction
/// that makes them count. Reading needs no lock; whoever takes part in a round holds `lock()`.
package final class Home: Sendable {
    /// The folder.
    package let path: String
    /// Whose home it is.
    package let party: PartyID
    /// What the party is called, for people.
    package let name: String

    let layout: HomeLayout
    let database: HomeDatabase

    /// Opens a home after examining every path in it.
    ///
    /// - Throws: `HomeError.noHome`, `exposed`, `badConfiguration`, `tooNew`, `damaged` or `storage`.
    package init(openingAt path: String) throws {
        layout = HomeLayout(path)
        self.path = layout.folder
        guard PrivateFolder.exists(layout.folder) else { throw HomeError.noHome(path: layout.folder) }
        try PrivateFolder.checkTree(layout.folder)
        guard PrivateFolder.exists(layout.configuration) else { throw HomeError.noHome(path: layout.folder) }
        let configuration = try HomeConfiguration(reading: layout.configuration)
        party = configuration.party
        name = configuration.name
        for file in [layout.database, layout.identity, layout.lock] where !PrivateFolder.exists(file) {
            throw HomeError.damaged(path: file, problem: "the file is missing")
        }
        database = try HomeDatabase(path: layout.database)
    }

    /// Reads the configuration as it is now.
    package func configuration() throws -> HomeConfiguration {
        try HomeConfiguration(reading: layout.configuration)
    }

    /// Reads the private identity key.
    package func identityKey() throws -> IdentityKey {
        let problem = HomeError.damaged(path: layout.identity, problem: "the identity key is not 32 bytes")
        var seed: [UInt8]
        do {
            seed = try PrivateFile.read(layout.identity, limit: 64)
        } catch SecretsError.tooLong {
            throw problem
        }
        defer { for index in seed.indices { seed[index] = 0 } }
        do {
            return try IdentityKey(rawRepresentation: seed)
        } catch {
            throw problem
        }
    }

    /// Gives the public identity of this home's party.
    package func publicIdentity() throws -> PublicIdentity { try identityKey().publicIdentity }
}
