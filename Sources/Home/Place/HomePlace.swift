// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB

/// Where the state of a home lies, so that a copy of the files knows that it is one.
///
/// The database stores its own inode. A copy, an unpacked backup or a move to another disk gives it another one; a
/// renamed folder does not. What this detects, and what others detect:
///
/// * Detected here: files that lie elsewhere than when a commitment was sent from them. `lock()` refuses them until a person
///   says that the home was moved, because two homes with one key could each accept another hop input at the same place.
/// * Detected by the coordinator: two homes that drew two keys for one round number. The second commitment differs from
///   the first and is refused (409); the home then ends the round as burnt.
/// * Not detected: a copy made while no round was in progress, until both open the same round; a disk image restored
///   with its inodes, or a copy that happens to get the same inode on another disk. Where the restored state is older
///   than a commitment that was sent, the coordinator's 409 shows it; where it is older only by accepted hop inputs,
///   the coordinator's own refusal of a second output for a chunk does.
struct HomePlace: Equatable {
    private let inode: String

    /// Looks where the database lies now.
    init(of layout: HomeLayout) throws {
        inode = try String(PrivateFolder.inode(of: layout.database))
    }

    /// Makes this the home's place.
    func store(in database: HomeDatabase) throws {
        try database.write { database in
            try database.execute(sql: "DELETE FROM place")
            try database.execute(sql: "INSERT INTO place (inode) VALUES (?)", arguments: [inode])
        }
    }

    /// Tells whether the state was written here.
    func isStored(in database: HomeDatabase) throws -> Bool {
        try database.read { try String.fetchOne($0, sql: "SELECT inode FROM place") } == inode
    }
}
