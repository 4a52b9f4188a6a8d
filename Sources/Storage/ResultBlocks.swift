// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB
internal import Matching
internal import Messages
internal import Vocabulary

/// One party's rows of a result in the state database: 255 to an entry, in handle order.
///
/// An entry for each row would make the end of a round of millions wait for SQLite. A page of the protocol is 257 entries.
struct ResultBlocks {
    /// Rows of an entry: a divisor of a page's 65,535.
    private static let rows = 255
    private static let blocksOfPage = Limits.chunkRows / rows

    private let connection: Database
    private let round: Int64
    private let party: Int64
    private var query: Statement?
    /// The entry that was looked at last: whoever asks for many handles asks in their order.
    private var last: Block?

    /// - Parameters:
    ///   - round: the key of the round.
    ///   - party: the place of the party in the agreement.
    init(of party: Int64, round: Int64, in connection: Database) {
        self.connection = connection
        self.round = round
        self.party = party
    }

    /// Some rows, as they are stored.
    private struct Block {
        let number: Int64
        /// 20 bytes a row.
        let records: [UInt8]
        /// 4 bytes a row, big-endian.
        let members: [UInt8]

        init(_ row: Row) throws {
            number = try row.integer("block")
            records = try row.bytes("records")
            members = try row.bytes("members")
            guard Self.areRecords(records.count),
                members.count == records.count / RowRecord.width * MemoryLayout<UInt32>.size
            else { throw StorageError.damaged("a block of result rows") }
        }

        /// True where so many bytes are 1 to 255 records.
        static func areRecords(_ bytes: Int) -> Bool {
            bytes.isMultiple(of: RowRecord.width) && (1...ResultBlocks.rows).contains(bytes / RowRecord.width)
        }

        var count: Int { records.count / RowRecord.width }

        func handle(_ index: Int) -> Handle {
            records.withUnsafeBytes {
                RowRecord(unalignedAt: $0.baseAddress.unsafelyUnwrapped + index * RowRecord.width).handle
            }
        }

        func member(_ index: Int) -> UInt32 {
            members.withUnsafeBytes {
                UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: index * MemoryLayout<UInt32>.size, as: UInt32.self))
            }
        }

        /// Where a handle stands, or would.
        func place(of wanted: Handle) -> Int {
            var places = 0..<count
            while let middle = places.isEmpty ? nil : places.lowerBound + places.count / 2 {
                if handle(middle) < wanted {
                    places = middle + 1..<places.upperBound
                } else {
                    places = places.lowerBound..<middle
                }
            }
            return places.lowerBound
        }
    }

    // MARK: - Writing

    /// Stores rows that ascend by handle, with a member for each.
    func insert(_ records: RowRecordColumn, members: [UInt32]) throws {
        let insert = try connection.makeStatement(
            sql:
                "INSERT INTO result_block (round, party, block, first_handle, records, members) VALUES (?, ?, ?, ?, ?, ?)"
        )
        let numbers = members.map { $0.bigEndian }
        for (block, start) in stride(from: 0, to: numbers.count, by: Self.rows).enumerated() {
            let rows = start..<min(start + Self.rows, numbers.count)
            let bytes = records.bytes[rows.lowerBound * RowRecord.width..<rows.upperBound * RowRecord.width]
            let places = numbers[rows].withUnsafeBytes { Data($0) }
            try insert.execute(arguments: [
                round, party, block, Data(bytes.prefix(Handle.byteCount)), Data(bytes), places,
            ])
        }
    }

    /// Erases the rows of all parties of a round.
    static func erase(ofRound key: Int64, in connection: Database) throws {
        try connection.execute(sql: "DELETE FROM result_block WHERE round = ?", arguments: [key])
    }

    // MARK: - Reading

    /// The records of a page of the protocol; empty where there is no such page.
    func page(_ page: Int) throws -> [UInt8] {
        let first = Int64(page) * Int64(Self.blocksOfPage)
        let blocks = try Row.fetchCursor(
            connection,
            sql:
                "SELECT records FROM result_block WHERE round = ? AND party = ? AND block >= ? AND block < ? ORDER BY block",
            arguments: [round, party, first, first + Int64(Self.blocksOfPage)])
        var bytes: [UInt8] = []
        while let block = try blocks.next() {
            if bytes.isEmpty { bytes.reserveCapacity(Limits.chunkRows * RowRecord.width) }
            try block.withUnsafeData(atIndex: 0) { records in
                guard let records, Block.areRecords(records.count) else {
                    throw StorageError.damaged("a block of result rows")
                }
                bytes.append(contentsOf: records)
            }
        }
        return bytes
    }

    /// The member that a handle stands for; nil where it is none of the party's.
    mutating func member(of handle: Handle) throws -> UInt32? {
        guard let block = try block(with: handle) else { return nil }
        let place = block.place(of: handle)
        return place < block.count && block.handle(place) == handle ? block.member(place) : nil
    }

    /// Visits handles in their order behind one of them, or from the first, until the visitor has enough.
    mutating func forEachHandle(after handle: Handle?, _ body: (Handle) throws -> Bool) throws {
        let start = try handle.flatMap { try block(with: $0) }
        let blocks = try Row.fetchCursor(
            connection, sql: "SELECT * FROM result_block WHERE round = ? AND party = ? AND block >= ? ORDER BY block",
            arguments: [round, party, start?.number ?? 0])
        while let block = try blocks.next().map({ try Block($0) }) {
            for index in 0..<block.count {
                let next = block.handle(index)
                if let handle, next <= handle { continue }
                guard try body(next) else { return }
            }
        }
    }

    /// The entry in which a handle stands, if it is there at all; nil where it lies before all of them.
    private mutating func block(with handle: Handle) throws -> Block? {
        if let last, last.handle(0) <= handle, handle <= last.handle(last.count - 1) { return last }
        let query: Statement
        if let known = self.query {
            query = known
        } else {
            query = try connection.makeStatement(
                sql: """
                    SELECT * FROM result_block WHERE round = ? AND party = ? AND first_handle <= ?
                    ORDER BY first_handle DESC LIMIT 1
                    """)
            self.query = query
        }
        last = try Row.fetchOne(query, arguments: [round, party, Data(handle.bytes)]).map { try Block($0) }
        return last
    }
}
