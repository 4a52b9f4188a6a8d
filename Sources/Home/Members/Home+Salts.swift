// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
package import Vocabulary

extension Home {
    /// Draws the salt of each matched row, once; all are durable when this returns, and before any is used.
    ///
    /// The same handles again change nothing: the stored salts stay, and none is drawn. A process that died before this
    /// returned used none.
    ///
    /// - Parameter handles: ascending.
    /// - Parameter draw: fills 32 bytes anew.
    /// - Throws: `HomeError.otherSalts` where there are salts of other handles; `refusedEntry` where the handles do not ascend;
    ///   `wrongStep` before the result, `erased` after retention.
    package func storeSalts(
        for handles: some Sequence<Handle>, of round: RoundID, holding lock: borrowing HomeLock,
        drawing draw: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        let folder = try folderOfMembers(of: round)
        if PrivateFolder.exists(folder.salts) {
            guard try hasSalts(of: handles, in: folder) else { throw HomeError.otherSalts(round) }
            return
        }
        do {
            try folder.eraseSalts()
            try write(handles, to: folder, draw)
        } catch {
            // The first error is the one to tell; without the file, a key that is left is replaced the next time.
            try? folder.eraseSalts()
            throw error
        }
    }

    /// Opens the salts of a round at their start; empty before `storeSalts`.
    ///
    /// - Throws: `HomeError.wrongStep` before the result, `erased` after retention.
    package func salts(of round: RoundID) throws -> SaltReader { try SaltReader(folderOfMembers(of: round)) }

    private func folderOfMembers(of round: RoundID) throws -> RoundFolder {
        let record = try known(round)
        guard !record.isErased else { throw HomeError.erased(round, what: "the salts") }
        guard record.step == .finished else { throw HomeError.wrongStep(round, record.step) }
        return layout.round(round)
    }

    private func hasSalts(of handles: some Sequence<Handle>, in folder: RoundFolder) throws -> Bool {
        var stored = try SaltReader(folder)
        for handle in handles {
            guard try stored.next()?.handle == handle else { return false }
        }
        return try stored.next() == nil
    }

    private func write(
        _ handles: some Sequence<Handle>, to folder: RoundFolder, _ draw: (UnsafeMutableRawBufferPointer) throws -> Void
    ) throws {
        var file = try SealedRecordWriter(
            .salts, path: folder.salts, key: SealingKeyFile.create(at: folder.saltsKey),
            associatedData: folder.saltsContext)
        var last: Handle?
        for (index, handle) in handles.enumerated() {
            if let last, last >= handle {
                throw HomeError.refusedEntry(.salts, index: index, problem: "the handles do not ascend")
            }
            try file.append { head in
                handle.store(unalignedAt: head)
                let salt = UnsafeMutableRawBufferPointer(start: head + Handle.byteCount, count: SaltEntry.saltBytes)
                try draw(salt)
            }
            last = handle
        }
        try file.commit()
    }
}
