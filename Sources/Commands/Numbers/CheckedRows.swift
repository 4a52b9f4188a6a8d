// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Hygiene
import Spilling

/// Prints the rows of `numbers check` in order, each with the row in which its number first stood.
///
/// As long as all numbers so far fit into half of the memory, rows are printed as they come. Then they wait in a temporary
/// file until the whole list is sorted.
struct CheckedRows {
    private let output: OutputFile
    private let format: RowPrintFormat
    private let folder: String
    private var table: FirstRowTable?
    private var waiting: ByteSpool?
    /// The first row that waits, and how many do.
    private(set) var firstWaiting = UInt64.max
    private var waitingCount: UInt64 = 0

    /// - Parameter limit: bytes for the table.
    init(_ output: OutputFile, format: RowPrintFormat, limit: Int, folder: String) throws {
        self.output = output
        self.format = format
        self.folder = folder
        table = FirstRowTable(limit: limit)
        if format == .text { try output.write((CheckedRow.header + "\n").utf8) }
    }

    /// Prints the rows of the next batch, or keeps them.
    mutating func take(_ batch: CheckedBatch) throws {
        var start = 0
        for (mark, place) in zip(batch.marks, batch.places) {
            defer { start = place.end }
            if waiting == nil {
                switch mark.digits == 0 ? .new : table?.place(mark.digits, row: mark.row) {
                case .new:
                    try print(batch.bytes[start..<place.gap], nil, batch.bytes[place.gap..<place.end])
                    continue
                case .repeats(let first):
                    try print(batch.bytes[start..<place.gap], first, batch.bytes[place.gap..<place.end])
                    continue
                case .full, nil:
                    table = nil
                    waiting = try ByteSpool(in: folder)
                    firstWaiting = mark.row
                }
            }
            try wait(batch.bytes[start..<place.gap], batch.bytes[place.gap..<place.end])
        }
        try output.flush()
    }

    /// Frees what is not needed any more once every row was taken.
    mutating func endTaking() { table = nil }

    /// Prints the rows that wait.
    ///
    /// - Parameter repeats: rows from `firstWaiting` on (the keys) and where their numbers first stood, ascending.
    mutating func printWaiting(_ repeats: PairStream) throws {
        guard let spool = waiting else { return }
        waiting = nil
        try spool.rewind()
        var block: [Pair] = []
        var index = 0
        for row in firstWaiting..<firstWaiting + waitingCount {
            if index == block.count {
                _ = try repeats.next(into: &block)
                index = 0
            }
            var first: UInt64?
            if index < block.count, block[index].key == row {
                first = block[index].value
                index += 1
            }
            let head = try spool.read(Self.length(spool.read(4)))
            // Slices of the spool hold until it is read again.
            try output.write(head)
            try printRepetition(first)
            try output.write(spool.read(Self.length(spool.read(4))))
        }
    }

    private mutating func wait(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) throws {
        for part in [head, tail] {
            try waiting?.append(withUnsafeBytes(of: UInt32(part.count)) { Array($0)[...] })
            try waiting?.append(part)
        }
        waitingCount += 1
    }

    private static func length(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func print(_ head: ArraySlice<UInt8>, _ first: UInt64?, _ tail: ArraySlice<UInt8>) throws {
        try output.write(head)
        try printRepetition(first)
        try output.write(tail)
    }

    private func printRepetition(_ first: UInt64?) throws {
        switch format {
        case .ndjson: try output.write((first.map { String($0) } ?? "null").utf8)
        case .text: if let first { try output.write(" (repeats row \(first))".utf8) }
        }
    }
}
