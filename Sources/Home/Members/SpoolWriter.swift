// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
internal import Vocabulary

/// Takes what a party's input says about its rows while the list is read, before its round has begun.
///
/// The rows are sealed in the home. They come to a round with `RoundWriter.adopt`; a value that ends without it erases
/// them, and what a killed process leaves, the next `Home.lock` erases.
package struct SpoolWriter: ~Copyable {
    private let folder: String
    private let nonce: [UInt8]
    private var records: SealedRecordWriter?
    private var last: UInt32 = 0
    private var isAdopted = false

    /// Rows so far.
    package private(set) var count = 0

    private var path: String { "\(folder)/\(Hexadecimal.encode(nonce))" }
    private var key: String { "\(path).key" }

    /// Makes key and file in the folder of spools.
    init(in folder: String) throws {
        let nonce = try RoundSpool.newNonce()
        let path = "\(folder)/\(Hexadecimal.encode(nonce))"
        records = try SealedRecordWriter(
            .spool, path: path, key: SealingKeyFile.create(at: "\(path).key"),
            associatedData: RoundSpool.context(nonce))
        self.folder = folder
        self.nonce = nonce
    }

    /// Appends a row; the rows come in the order of the input.
    ///
    /// - Throws: `HomeError.refusedEntry` for a number that has not 7 to 15 digits, a row that lies before the last one, and
    ///   a payload of more than 8,192 bytes.
    package mutating func append(_ row: SpooledRow) throws {
        func refusal(_ problem: String) -> HomeError { .refusedEntry(.spool, index: count, problem: problem) }
        guard RowMapEntry.isPlausible(row.digits) else { throw refusal("it has not 7 to 15 digits") }
        guard row.row >= last else { throw refusal("its row lies before the last one: append in the input's order") }
        guard row.payload.count <= RecordLayout.maximumPayloadBytes else {
            throw refusal("its record is longer than \(RecordLayout.maximumPayloadBytes) bytes")
        }
        try records?.append(row.payload) { RowMapEntry(digits: row.digits, row: row.row).store(unalignedAt: $0) }
        last = row.row
        count += 1
    }

    /// Lets the system begin to put the rows on the disk: there is a list to be blinded before they must be there.
    package borrowing func beginWritingBack() { records?.beginWritingBack() }

    /// Makes the rows durable and moves them into a round's folder, where they count once the round names the nonce.
    consuming func move(into round: RoundFolder) throws -> RoundSpool {
        if let records = records.take() { try records.commit() }
        try PrivateFolder.move(key, to: round.spoolKey)
        try PrivateFolder.move(path, to: round.spool)
        try PrivateFolder.synchronize(folder)
        isAdopted = true
        return RoundSpool(nonce: nonce, rows: count)
    }

    deinit {
        // Where this fails, the next lock erases what is left.
        if !isAdopted {
            try? PrivateFolder.wipe(key)
            try? PrivateFolder.remove(path)
        }
    }
}
