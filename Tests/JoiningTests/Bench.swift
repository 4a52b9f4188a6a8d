// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Columns
import Foundation
import Home
import Joining
import Lists
import Messages
import PhoneNumbers
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

/// A party's home with a signed agreement, and files to read and write.
final class Bench: Sendable {
    let folder: String
    let home: Home
    let fixture: AgreementFixture
    private let isBrand: Bool
    /// A context that holds at any time.
    static let context = ContextDefinition(name: "any-time", segment: "all", channel: .sms, text: "Hello")

    /// - Parameter index: 0 is a brand, 1 a partner, 2 a suppression list.
    init(
        party index: Int = 0, cap: Int = 1000, chunkRows: Int = 32,
        extra: String = "disclosure: {minimumList: 20, minimumResult: 50}", name: String = "spring-launch"
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "joining-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        isBrand = index == 0
        fixture = try AgreementFixture(
            roles: [("acme", "brand"), ("streamco", "partner"), ("optouts", "suppression")],
            match: "acme and streamco and not optouts", chunkRows: chunkRows, cap: cap, extra: extra, name: name)
        home = try Home.create(
            at: "\(folder)/home", party: fixture.agreement.parties[index].id, name: "Party",
            key: fixture.identities[index])
        try home.save(fixture.signed(), signedHere: true)
    }

    // What stays behind lies in the system's folder for temporary files.
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var agreement: Agreement { fixture.agreement }
    func path(_ name: String) -> String { "\(folder)/\(name)" }

    static func now() throws -> Timestamp { try #require(Timestamp(seconds: 1_780_000_000)) }

    static func e164(_ index: Int) -> String { "+\(FictionalNumbers.digits(index))" }

    @discardableResult
    func write(_ lines: [String], to name: String) throws -> String {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path(name)))
        return path(name)
    }

    func write(_ range: Range<Int>, to name: String = "list.csv") throws -> String {
        try write(numbers: range.map(Self.e164), to: name)
    }

    /// Writes a list as this bench's party has it: with a consent in each row where it is the brand.
    func write(numbers: [String], to name: String = "list.csv") throws -> String {
        try write(isBrand ? ConsentColumns().list(of: numbers) : ["phone"] + numbers, to: name)
    }

    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }

    func intake(_ path: String, takesPossible: Bool = false, rejects: String? = nil, replaces: Bool = false)
        -> ListIntake
    {
        ListIntake(
            path: path, options: ListOptions(), region: Region("US"), takesPossible: takesPossible, rejects: rejects,
            replacesRejects: replaces)
    }

    func preparation(_ path: String, takesPossible: Bool = false) -> ListPreparation {
        ListPreparation(home: home, agreement: agreement, intake: intake(path, takesPossible: takesPossible))
    }

    @discardableResult
    func prepare(_ path: String, round: UInt32 = 1, takesPossible: Bool = false) throws -> HomeRound {
        let lock = try home.lock()
        return try preparation(path, takesPossible: takesPossible)
            .prepare(round: round, holding: lock, at: Self.now()) { _ in }
    }

    /// Brings a prepared round to its end, as a party that learns no rows.
    func finish(_ round: HomeRound) throws {
        try home.markCommitted(round.id)
        try home.agree(
            to: Digest(sha256: [1]), of: round.id, statement: Array("transcript".utf8), foreignRows: 1, limit: 100)
        try home.finish(round.id, manifest: Array("manifest".utf8), rowCount: nil, at: Self.now())
    }
}
