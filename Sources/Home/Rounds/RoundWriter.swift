// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import GRDB
package import Secrets
package import Signing
package import Vocabulary

/// Writes the list and the row map of a new round beside its key, and adopts its spool; they count only after `commit`.
///
/// A value that ends without `commit` erases its files but the key; what a killed process leaves, the next `Home.lock`
/// erases in the same way. In both cases the round's number stays taken, and is begun again with the same key.
package struct RoundWriter: ~Copyable {
    /// The round.
    package let round: RoundID
    /// Its agreement.
    package let agreement: AgreementID
    /// Its number.
    package let number: UInt32

    private let home: Home
    private let folder: RoundFolder
    private var column: AtomicFile?
    private var map: SealedFileWriter?
    private var columnBytes = 0
    private var mapRows = 0
    private var spool: RoundSpool?
    private var isCommitted = false

    /// Makes the folder and seals the scalar k there; it is durable when this returns.
    init(_ home: Home, agreement: AgreementID, number: UInt32, secret: borrowing SecretBytes) throws {
        let folder = home.layout.round(RoundID(agreement: agreement, number: number))
        try PrivateFolder.createIfMissing(home.layout.rounds)
        try folder.eraseAll()
        try PrivateFolder.create(folder.path)
        let key = try SealingKeyFile.create(at: folder.secretKey)
        let box = try SealedBox.seal(secret, key: key, associatedData: folder.secretContext)
        try PrivateFile.write(box, to: folder.secret, replacing: false)
        try PrivateFolder.synchronize(folder.path)
        try PrivateFolder.synchronize(home.layout.rounds)
        try self.init(home, agreement: agreement, number: number, in: folder)
    }

    /// Starts again in the folder of a round that was begun; its scalar stays.
    init(resuming home: Home, agreement: AgreementID, number: UInt32) throws {
        let folder = home.layout.round(RoundID(agreement: agreement, number: number))
        try folder.eraseUnfinished()
        try self.init(home, agreement: agreement, number: number, in: folder)
    }

    private init(_ home: Home, agreement: AgreementID, number: UInt32, in folder: RoundFolder) throws {
        let map = try SealedFileWriter(
            path: folder.map, key: SealingKeyFile.create(at: folder.mapKey), associatedData: folder.mapContext)
        let column = try AtomicFile(path: folder.column)
        self.home = home
        round = folder.round
        self.agreement = agreement
        self.number = number
        self.folder = folder
        self.map = consume map
        self.column = consume column
    }

    /// Opens the scalar k of this round, the one there will ever be.
    package borrowing func secret() throws -> SecretBytes { try folder.openSecret() }

    /// Appends elements to the list, 32 bytes each, ascending; in parts of any size.
    package mutating func append(elements: UnsafeRawBufferPointer) throws {
        try column?.descriptor.writeAll(elements)
        columnBytes += elements.count
    }

    /// Appends what the next rows of the list stand for: digits and input row of each.
    package mutating func append(digits: [UInt64], rows: [UInt32]) throws {
        guard digits.count == rows.count else {
            throw HomeError.incomplete(problem: "digits and rows differ in number")
        }
        guard digits.allSatisfy({ RowMapEntry.isPlausible($0) }) else {
            throw HomeError.incomplete(problem: "a row has not 7 to 15 digits")
        }
        var bytes = [UInt8](repeating: 0, count: digits.count * RowMapEntry.width)
        try bytes.withUnsafeMutableBytes { buffer in
            if let base = buffer.baseAddress {
                for index in digits.indices {
                    RowMapEntry(digits: digits[index], row: rows[index])
                        .store(unalignedAt: base + index * RowMapEntry.width)
                }
            }
            try map?.append(UnsafeRawBufferPointer(buffer))
        }
        mapRows += digits.count
    }

    /// Takes over what was spooled while the list was read; at most once, and a party that has nothing to say never.
    package mutating func adopt(_ spool: consuming SpoolWriter) throws {
        guard self.spool == nil else { throw HomeError.incomplete(problem: "two spools for one round") }
        self.spool = try spool.move(into: folder)
    }

    /// Makes everything durable, and then, in one step, a prepared round.
    ///
    /// - Throws: `HomeError.incomplete` where list, row map and count do not fit each other; then nothing counts.
    package consuming func commit(_ preparation: RoundPreparation, at now: Timestamp) throws -> HomeRound {
        guard columnBytes == preparation.count * EncodedElement.byteCount, mapRows == preparation.count else {
            throw HomeError.incomplete(
                problem: "\(columnBytes) bytes of elements and \(mapRows) mapped rows for \(preparation.count) rows")
        }
        if let column = column.take() { try column.commit(replacing: false) }
        if let map = map.take() { try map.commit(replacing: false) }
        try PrivateFolder.synchronize(folder.path)
        try PrivateFolder.synchronize(home.layout.rounds)
        try insert(preparation, at: now)
        isCommitted = true
        // Parts are of no use any more. Where this fails, their key goes with the scalar.
        try? PrivateFolder.wipe(folder.partsKey)
        return try home.known(round)
    }

    private func insert(_ preparation: RoundPreparation, at now: Timestamp) throws {
        try home.database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO round (id, agreement, number, step, preparedAt, count, plan, sourceDigest, wroteFile,
                        summary, commitment)
                    VALUES (:id, :agreement, :number, :step, :now, :count, :plan, :source, 0, :summary, :commitment)
                    """,
                arguments: [
                    "id": round.hex, "agreement": agreement.hex, "number": Int64(number),
                    "step": RoundStep.prepared.rawValue, "now": now.seconds, "count": preparation.count,
                    "plan": preparation.plan, "source": preparation.source.hex,
                    "summary": Blob.data(preparation.summary.canonicalBytes),
                    "commitment": Blob.data(preparation.commitment),
                ])
            guard let spool else { return }
            try database.execute(
                sql: "INSERT INTO spool (round, nonce, rows) SELECT key, ?, ? FROM round WHERE id = ?",
                arguments: [Blob.data(spool.nonce), spool.rows, round.hex])
        }
    }

    deinit {
        // Where this fails, the next lock erases what is left.
        if !isCommitted { try? folder.eraseUnfinished() }
    }
}
