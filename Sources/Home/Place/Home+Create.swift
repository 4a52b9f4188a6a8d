// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
package import Signing
package import Vocabulary

extension Home {
    /// Makes a home: folder, identity key, configuration, empty state.
    ///
    /// It is made beside its place and then renamed, so that it is there whole or not at all; after a crash a folder
    /// `PATH.….new` may be left, which nothing uses. The parent folder must exist; an empty folder at the path is taken.
    ///
    /// The caller draws the key from the system's generator, `IdentityKey()`.
    ///
    /// - Throws: `HomeError.exists`, never overwriting anything.
    package static func create(
        at path: String, party: PartyID, name: String, key: IdentityKey
    ) throws -> Home {
        let layout = HomeLayout(path)
        let configuration = HomeConfiguration(party: party, name: name)
        if let problem = configuration.nameProblem {
            throw HomeError.badConfiguration(path: layout.folder, problem: problem)
        }
        if PrivateFolder.exists(layout.folder) {
            let names = try PrivateFolder.names(in: layout.folder)
            guard names.isEmpty, try PrivateFolder.isFolder(layout.folder) else {
                throw HomeError.exists(path: layout.folder)
            }
        }
        let suffix = Fingerprint(of: key.publicIdentity).text.prefix(4)
        let staging = HomeLayout("\(layout.folder).\(suffix).new")
        try PrivateFolder.remove(staging.folder)
        try PrivateFolder.create(staging.folder)
        do {
            try fill(staging, configuration, key)
            try PrivateFolder.move(staging.folder, to: layout.folder)
        } catch {
            // The first error is the one to tell; what is left is a folder that nothing uses.
            try? PrivateFolder.remove(staging.folder)
            throw error
        }
        return try Home(openingAt: layout.folder)
    }

    private static func fill(_ layout: HomeLayout, _ configuration: HomeConfiguration, _ key: IdentityKey) throws {
        for file in [layout.lock, layout.database] { try PrivateFile.write([], to: file) }
        let identity = try AtomicFile(path: layout.identity)
        try key.withRawRepresentation { try identity.descriptor.writeAll($0) }
        try identity.commit(replacing: false)
        try PrivateFile.write(configuration.bytes, to: layout.configuration)
        try PrivateFolder.create(layout.rounds)
        try PrivateFolder.create(layout.evidence)
        let database = try HomeDatabase(path: layout.database)
        try HomePlace(of: layout).store(in: database)
        try database.close()
        try PrivateFolder.synchronize(layout.folder)
    }
}
