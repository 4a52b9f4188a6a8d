// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import Home
import Secrets
import Signing
import Testing
import Vocabulary

extension Sample {
    /// Brings a round to its result; the row at `positions[i]` of the list has the handle `handle(i)`.
    @discardableResult
    func finish(_ number: UInt32 = 1, count: Int = 10, positions: [UInt32] = [4, 2, 8]) throws -> RoundID {
        let id = try agree(number, count: count)
        for (page, bytes) in try Self.pages(positions).enumerated() {
            try home.storeRows(page: page, bytes, of: id)
        }
        try home.finish(id, manifest: [7], rowCount: positions.count, at: Self.time())
        return id
    }

    /// An entry about the number `digits(index)`.
    static func entry(_ index: Int, _ text: String = "given") -> RegisteredConsent {
        RegisteredConsent(digits: digits(index), payload: Array(#"{"state":"\#(text)"}"#.utf8))
    }

    func replaceConsents(_ entries: [RegisteredConsent]) throws {
        let lock = try home.lock()
        try home.replaceConsents(holding: lock) { writer in
            for entry in entries { try writer.append(entry) }
        }
    }

    static func consents(of home: Home) throws -> [RegisteredConsent] {
        var register = try home.consentRegister()
        var entries: [RegisteredConsent] = []
        while let entry = try register.next() { entries.append(entry) }
        #expect(try register.next() == nil)
        return entries
    }

    static func row(_ index: Int) -> SpooledRow {
        SpooledRow(digits: digits(index), row: UInt32(index), payload: Array("row \(index)".utf8))
    }

    static func spooled(_ home: Home, _ round: RoundID) throws -> [SpooledRow] {
        var reader = try home.spooledRows(of: round)
        var rows: [SpooledRow] = []
        while let row = try reader.next() { rows.append(row) }
        #expect(try reader.next() == nil)
        return rows
    }

    /// Prepares a round whose input said something about `rows` rows.
    @discardableResult
    func prepareWithSpool(_ number: UInt32 = 1, rows: Int) throws -> RoundID {
        let lock = try home.lock()
        var spool = try home.beginSpool(holding: lock)
        for index in 0..<rows { try spool.append(Self.row(index)) }
        var writer = try home.beginRound(of: agreement.id, number: number, holding: lock, drawing: Self.draw)
        try writer.adopt(spool)
        try Self.fill(&writer, 10)
        return try writer.commit(Self.preparation(10), at: Self.time()).id
    }

    func storeSalts(_ count: Int, of round: RoundID, first: UInt8 = 0) throws {
        let lock = try home.lock()
        var byte = first
        try home.storeSalts(for: try (0..<count).map { try Self.handle($0) }, of: round, holding: lock) {
            defer { byte &+= 1 }
            $0.copyBytes(from: [UInt8](repeating: byte, count: 32))
        }
    }

    static func salts(_ home: Home, _ round: RoundID) throws -> [SaltEntry] {
        var reader = try home.salts(of: round)
        var entries: [SaltEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    /// A decision about the row with `handle(index)`, every third one refused.
    static func decision(_ index: Int, of round: RoundID, sequence: Int) throws -> StoredDecision {
        let isAllowed = index % 3 != 2
        return StoredDecision(
            round: round, handle: try handle(index), isAllowed: isAllowed, channels: isAllowed ? [.sms, .rcs] : [],
            reasons: .array(isAllowed ? [] : [.object(["code": .string("withdrawn")])]),
            until: isAllowed ? try time(86400) : nil, hours: isAllowed ? .standard : nil, sequence: sequence,
            at: try time(600 + Int64(sequence)),
            envelope: Array("envelope \(index)".utf8))
    }

    static func head(_ sequence: Int, _ byte: UInt8 = 0) -> LogHead {
        LogHead(sequence: sequence, hash: digest(UInt8(truncatingIfNeeded: sequence) &+ byte))
    }

    /// The names in a folder of the home, in order; none where it is missing.
    static func names(_ home: Home, _ folder: String) throws -> [String] {
        let path = "\(home.path)/\(folder)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// Changes the bytes of a file of a home.
    static func change(_ home: Home, _ file: String, _ body: (inout [UInt8]) -> Void) throws {
        var bytes = try PrivateFile.read("\(home.path)/\(file)", limit: 1 << 24)
        body(&bytes)
        try PrivateFile.write(bytes, to: "\(home.path)/\(file)")
    }
}
