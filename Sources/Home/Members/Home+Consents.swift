// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Secrets

extension Home {
    /// Opens the consent register at its start; empty where there is none.
    package func consentRegister() throws -> ConsentRegisterReader {
        var files = try currentConsents()
        while let present = files {
            do {
                return try ConsentRegisterReader(present.open())
            } catch {
                // It may have been replaced, and its key erased, since the database was asked.
                files = try currentConsents()
                if files?.generation == present.generation { throw error }
            }
        }
        return ConsentRegisterReader(nil)
    }

    /// Gives what the register holds about one number; reads it to the end, so that it is known to be whole.
    package func consents(of digits: UInt64) throws -> [RegisteredConsent] {
        var register = try consentRegister()
        return try register.entries(of: digits)
    }

    /// Writes a new register whole and puts it in the place of the old one, in one durable step.
    ///
    /// Until this returns the old one counts, and `body` may read it. Where `body` throws, or the process dies, it stays
    /// and what was written is erased, at the latest by the next lock. Afterwards the old key is erased.
    package func replaceConsents(
        holding lock: borrowing HomeLock, _ body: (inout ConsentRegisterWriter) throws -> Void
    ) throws {
        let old = try currentConsents()
        try PrivateFolder.createIfMissing(layout.consents)
        try PrivateFolder.synchronize(path)
        try eraseConsents(but: old)
        let new = layout.consents(generation: (old?.generation ?? 0) + 1)
        do {
            var writer = try ConsentRegisterWriter(new)
            try body(&writer)
            try writer.commit()
        } catch {
            // The first error is the one to tell; what is left, the next lock erases.
            try? eraseConsents(but: old)
            throw error
        }
        try database.write { database in
            try database.execute(sql: "DELETE FROM consentRegister")
            try database.execute(
                sql: "INSERT INTO consentRegister (generation) VALUES (?)", arguments: [new.generation])
        }
        try eraseConsents(but: new)
    }

    /// Whether the revocations that follow from the register as it is are noted: not where a process died in between.
    package func areConsentsSettled() throws -> Bool {
        try database.read { try Bool.fetchOne($0, sql: "SELECT isSettled FROM consentRegister") } ?? true
    }

    /// Notes that they are; the caller still holds the lock under which it replaced or read the register.
    package func markConsentsSettled() throws {
        try database.write { try $0.execute(sql: "UPDATE consentRegister SET isSettled = 1") }
    }

    /// Erases what no transaction made count, and what counts no longer.
    func eraseOldConsents() throws { try eraseConsents(but: currentConsents()) }

    private func currentConsents() throws -> ConsentRegisterFiles? {
        try database.read { try Int64.fetchOne($0, sql: "SELECT generation FROM consentRegister") }
            .map { layout.consents(generation: $0) }
    }

    private func eraseConsents(but kept: ConsentRegisterFiles?) throws {
        let names = try PrivateFolder.names(in: layout.consents).filter { $0 != kept?.name && $0 != kept?.keyName }
        for name in names { try SealingKeyFile.erase(name, in: layout.consents) }
        if !names.isEmpty { try PrivateFolder.synchronize(layout.consents) }
    }
}
