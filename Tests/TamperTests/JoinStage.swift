// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Foundation
import Home
import Joining
import Lists
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// Two honest parties with homes of their own, who take part in a round by their real join.
struct JoinStage: Sendable {
    let coordinator: TestCoordinator
    let fixture: AgreementFixture
    let homes: [Home]
    let clients: [CoordinatorClient]
    private let folder: ScratchFolder

    var agreement: Agreement { fixture.agreement }
    var round: RoundID { agreement.roundID(1) }
    func id(_ index: Int) -> PartyID { agreement.parties[index].id }

    static let lists = [0..<80, 20..<100]

    /// Runs a body with the agreement signed by both, and nothing joined yet.
    ///
    /// - Parameters:
    ///   - stranger: adds a third party, which the test plays itself.
    ///   - grants: lets the brand tell time zones and the partner interests.
    static func with(
        columns: String? = nil, stranger: Bool = false, grants: Bool = false, _ body: (JoinStage) async throws -> Void
    ) async throws {
        let roles = [("acme", "brand"), ("streamco", "partner"), ("optouts", "suppression")]
        let fixture = try AgreementFixture(
            roles: Array(roles.prefix(stranger ? 3 : 2)),
            match: stranger ? "acme and streamco and not optouts" : "acme and streamco", chunkRows: 32, cap: 1000,
            extra: "disclosure: {minimumList: 1, minimumResult: 50}\npolicies: [us-federal]\n"
                + (grants ? Cast.grants : ""))
        let folder = try ScratchFolder()
        let bundle = try fixture.signed()
        let homes = try (0..<2).map { index in
            let name = fixture.names[index]
            let home = try Home.create(
                at: folder("home-\(name)"), party: #require(PartyID(name)), name: name, key: fixture.identities[index])
            try home.save(bundle, signedHere: true)
            let numbers = lists[index].map { "+\(FictionalNumbers.digits($0))" }
            let lines =
                roles[index].1 == "brand"
                ? ConsentColumns().list(of: numbers) : ["phone,interest"] + numbers.map { "\($0),film" }
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: folder("\(name).csv")))
            return home
        }
        try await TestCoordinator.with(columns: columns) { coordinator in
            try await coordinator.withClient(of: homes[0].party) { first in
                try await coordinator.withClient(of: homes[1].party) { second in
                    try await first.put(bundle)
                    try await body(
                        JoinStage(
                            coordinator: coordinator, fixture: fixture, homes: homes, clients: [first, second],
                            folder: folder))
                }
            }
        }
    }

    /// One party's `symbolon join`.
    func join(
        _ index: Int, file: String? = nil,
        obstacle: @escaping @Sendable (String) -> Void = { _ in },
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> JoinOutcome {
        let home = homes[index]
        let lock = try home.lock()
        let moment = try #require(Timestamp(seconds: Cast.start))
        return try await Join(
            home: home, client: clients[index], intake: intake(file ?? "\(home.party).csv"), bundle: fixture.signed(),
            wait: .seconds(300), now: { moment }
        ) { event in
            if case .obstacle(let text) = event { obstacle(text) }
            if case .notice(let text) = event { notice(text) }
        }.run(holding: lock)
    }

    /// Lets the brand follow the log, by the clock that its joins go by.
    func follow() async throws {
        let moment = try #require(Timestamp(seconds: Cast.start))
        try await LogFollower.follow(agreement, of: homes[0], through: clients[0]) { moment }
    }

    /// One party's `symbolon blind`.
    func blind(_ index: Int, round: UInt32 = 1, to name: String, under agreement: Agreement? = nil) throws {
        let home = homes[index]
        let lock = try home.lock()
        let preparation = ListPreparation(
            home: home, agreement: agreement ?? self.agreement, intake: intake("\(home.party).csv"))
        _ = try OfflineBlinding(preparation: preparation, output: BlindedOutput(path: folder(name), replaces: false))
            .run(round: round, holding: lock, at: #require(Timestamp(seconds: Cast.start))) { _ in }
    }

    /// The path of a file of this stage.
    func path(_ name: String) -> String { folder(name) }

    private func intake(_ name: String) -> ListIntake {
        ListIntake(path: folder(name), options: ListOptions(), region: nil, takesPossible: false)
    }

    /// One party's join, whose error is its value.
    func result(_ index: Int) async -> Result<JoinOutcome, any Error> {
        do { return .success(try await join(index)) } catch { return .failure(error) }
    }

    /// Both joins at once, to the end.
    func joinAll(obstacle: @escaping @Sendable (String) -> Void = { _ in }) async throws -> [JoinOutcome] {
        async let first = join(0, obstacle: obstacle)
        async let second = join(1, obstacle: obstacle)
        return [try await first, try await second]
    }

    /// The names of the files that a party keeps as evidence.
    func evidence(_ index: Int) throws -> Set<String> {
        Set(try homes[index].evidence(of: round).map { URL(filePath: $0).lastPathComponent })
    }
}

extension Result {
    /// The error of a failure.
    var failure: Failure? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
