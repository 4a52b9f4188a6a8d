// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CoordinatorClient
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

/// A cast at a running coordinator: every party has a client with its own certificate.
struct Stage: Sendable {
    let coordinator: TestCoordinator
    let cast: Cast
    let clients: [CoordinatorClient]

    /// Runs a body with the agreement signed by all and round 1 open.
    static func with(
        _ cast: Cast? = nil, columns: String? = nil, state: String? = nil, _ body: (Stage) async throws -> Void
    ) async throws {
        let cast = try cast ?? Cast()
        try await TestCoordinator.with(columns: columns, state: state) { coordinator in
            try await coordinator.withClient(of: cast.id(0)) { first in
                try await coordinator.withClient(of: cast.id(1)) { second in
                    try await coordinator.withClient(of: cast.id(2)) { third in
                        let stage = Stage(coordinator: coordinator, cast: cast, clients: [first, second, third])
                        try await first.put(cast.fixture.signed())
                        try await body(stage)
                    }
                }
            }
        }
    }

    /// The same clients with another cast, such as that of the next round.
    func with(_ cast: Cast) -> Stage { Stage(coordinator: coordinator, cast: cast, clients: clients) }

    func commit() async throws { for index in 0..<3 { try await clients[index].put(cast.commitment(index)) } }

    /// Goes to the state `ring`.
    func enterRing() async throws {
        try await commit()
        for index in 0..<3 { try await clients[index].put(cast.agreed(index)) }
    }

    func upload(_ list: Int, _ chunk: Int, bytes: [UInt8]? = nil, from party: Int? = nil) async throws {
        try await clients[party ?? list].upload(
            bytes ?? cast.chunk(list, chunk), kind: .elements, at: cast.place(list, hop: 0, chunk), in: cast.round)
    }

    func uploadLists() async throws {
        for list in 0..<3 { for chunk in cast.chunks(list) { try await upload(list, chunk) } }
    }

    /// Uploads what a hop made, honest unless something else is given; under the receipt of its party.
    func turn(
        _ list: Int, hop: Int, _ chunk: Int = 0, bytes: [UInt8]? = nil, receipt: Signed<HopReceipt>?? = .none,
        from party: Int? = nil
    ) async throws {
        let honest = try cast.output(list, hop: hop, chunk)
        let own = cast.agreement.ring.hopParty(list: list, hop: hop)
        let signed: Signed<HopReceipt>? = if case .some(let given) = receipt { given } else { honest.receipt }
        try await clients[party ?? own].upload(
            bytes ?? honest.bytes, kind: hop == cast.agreement.ring.lastHop ? .tokens : .elements,
            at: cast.place(list, hop: hop, chunk), in: cast.round, receipt: signed)
    }

    /// Plays what is left to the end, honestly.
    func finish() async throws {
        try await uploadLists()
        for hop in cast.agreement.ring.hops {
            for list in 0..<3 { for chunk in cast.chunks(list) { try await turn(list, hop: hop, chunk) } }
        }
        var status = try await clients[0].status(of: cast.round)
        while !status.state.isFinal {
            status = try await clients[0].status(of: cast.round, since: status.revision, wait: 30)
        }
        #expect(status.state == .matched)
    }

    func chunksDone() async throws -> Int { try await clients[0].status(of: cast.round).chunksDone }
}

/// Expects a refusal of one kind, whose text says what was wrong.
func expectRefusal(
    _ code: ProblemCode, _ text: String = "", sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("accepted; expected \(code.rawValue)", sourceLocation: sourceLocation)
    } catch let error as ClientError {
        #expect(error.problemCode == code, "\(error)", sourceLocation: sourceLocation)
        #expect("\(error)".contains(text), "\(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("\(error); expected \(code.rawValue)", sourceLocation: sourceLocation)
    }
}
