// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import Home
import Messages
import Secrets
import Signing
import Testing
import Vocabulary

/// A home with one agreement of two parties, and what a round of it is made of.
struct Sample {
    let folder: TestFolder
    let home: Home
    let agreement: Agreement

    init() throws {
        folder = try TestFolder()
        home = try Home.create(at: folder("h"), party: Self.party("acme"), name: "ACME", key: Self.key(1))
        agreement = try Self.agreement()
        try home.save(SignedAgreement(agreement))
    }

    static func time(_ offset: Int64 = 0) throws -> Timestamp {
        try #require(Timestamp(seconds: 1_780_000_000 + offset))
    }

    static func party(_ name: String) throws -> PartyID { try #require(PartyID(name)) }

    static func key(_ seed: UInt8) throws -> IdentityKey {
        try IdentityKey(rawRepresentation: Array(repeating: seed, count: 32))
    }

    static func agreement(name: String = "spring", cap: Int = 5000) throws -> Agreement {
        let yaml = """
            version: 1
            name: \(name)
            coordinator: {name: symbolond.example, key: \(try key(9).publicIdentity.hex)}
            parties:
              - {id: acme, role: brand, key: \(try key(1).publicIdentity.hex), cap: \(cap), entitled: true}
              - {id: streamco, role: partner, key: \(try key(2).publicIdentity.hex), cap: 5000}
            match: acme and streamco
            sender: ACME Stores
            purpose: marketing
            channels: [sms]
            policies: [us-federal]
            plan: {from: "8.12", until: "9"}
            retentionDays: 30
            validity: {from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z"}

            """
        return try Agreement(yaml: yaml.utf8, file: "sample.yaml")
    }

    /// Numbers reserved for fiction: 555-0100 to 0199 of one area code after the other.
    static func digits(_ index: Int) -> UInt64 {
        10_005_550_100 + UInt64(index / 100 + 200) * 10_000_000 + UInt64(index % 100)
    }

    static func digest(_ byte: UInt8) -> Columns.Digest { Columns.Digest(sha256: [byte]) }

    /// Bytes that look like a sorted list.
    static func elements(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { index in
            withUnsafeBytes(of: UInt32(index).bigEndian) { Array($0) } + [UInt8](repeating: 7, count: 28)
        }
    }

    static func preparation(_ count: Int, commitment: String = "commitment") -> RoundPreparation {
        RoundPreparation(
            commitment: Array(commitment.utf8), count: count, plan: "8.12.57", source: digest(1),
            summary: .object(["rows": .integer(Int64(count))]))
    }

    static let secret = (0..<32).map { UInt8($0 + 1) }

    /// Stands in for drawing a scalar.
    static func draw() throws -> SecretBytes { try SecretBytes(copying: secret) }

    /// Fills a writer with `count` rows; row i of the list is the number `digits(count - 1 - i)`.
    static func fill(_ writer: inout RoundWriter, _ count: Int) throws {
        try elements(count).withUnsafeBytes { try writer.append(elements: $0) }
        try writer.append(
            digits: (0..<count).map { digits(count - 1 - $0) }, rows: (0..<count).map { UInt32(1000 + $0) })
    }

    @discardableResult
    func prepare(_ number: UInt32 = 1, count: Int = 10) throws -> RoundID {
        let lock = try home.lock()
        var writer = try home.beginRound(of: agreement.id, number: number, holding: lock, drawing: Self.draw)
        try Self.fill(&writer, count)
        return try writer.commit(Self.preparation(count), at: Self.time()).id
    }

    /// Brings a new round to where hops are done.
    @discardableResult
    func agree(_ number: UInt32 = 1, count: Int = 10, foreignRows: Int = 100) throws -> RoundID {
        let round = try prepare(number, count: count)
        try home.markCommitted(round)
        try home.agree(
            to: Self.digest(5), of: round, statement: Array("transcript".utf8), foreignRows: foreignRows, limit: 1000)
        return round
    }

    /// Pages of records with ascending handles for the given positions.
    static func pages(_ positions: [UInt32]) throws -> [[UInt8]] {
        var bytes: [UInt8] = []
        for (index, position) in positions.enumerated() {
            RowRecord(handle: try handle(index), position: position).append(to: &bytes)
        }
        let width = Limits.chunkRows * RowRecord.width
        return stride(from: 0, to: bytes.count, by: width).map { Array(bytes[$0..<min($0 + width, bytes.count)]) }
    }

    static func handle(_ index: Int) throws -> Handle {
        try #require(
            Handle(bytes: [UInt8](repeating: 0, count: 12) + withUnsafeBytes(of: UInt32(index).bigEndian) { Array($0) })
        )
    }

    /// Takes the home's files as they are now, as if the process had been killed, and opens them elsewhere.
    func afterKill(_ name: String) throws -> Home {
        try FileManager.default.copyItem(atPath: home.path, toPath: folder(name))
        return try Home(openingAt: folder(name))
    }
}
