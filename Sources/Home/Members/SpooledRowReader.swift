// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Reads a round's spooled rows from their start, in the order of the input; memory is two blocks.
package struct SpooledRowReader: ~Copyable {
    private var file: SealedRecordReader?
    private let path: String
    private let count: Int
    private var read = 0

    init(_ folder: RoundFolder, _ spool: RoundSpool?) throws {
        path = folder.spool
        count = spool?.rows ?? 0
        guard let spool else {
            file = nil
            return
        }
        file = try SealedRecordReader(
            .spool, path: folder.spool, key: SealingKeyFile.read(folder.spoolKey),
            associatedData: RoundSpool.context(spool.nonce))
    }

    /// Gives the next row; nil after the last one, when the whole file is known to be authentic.
    ///
    /// - Throws: `SecretsError` where it was cut or changed; `HomeError.damaged` where it has not as many rows as the round.
    package mutating func next() throws -> SpooledRow? {
        let row = try file?.next { head, payload in
            head.baseAddress.map { base in
                let entry = RowMapEntry(unalignedAt: base)
                return SpooledRow(digits: entry.digits, row: entry.row, payload: Array(payload))
            }
        }
        guard let row = row.flatMap({ $0 }) else {
            guard read == count else {
                throw HomeError.damaged(path: path, problem: "it has not as many rows as were spooled")
            }
            return nil
        }
        read += 1
        return row
    }
}
