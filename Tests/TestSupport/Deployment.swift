// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A coordinator and its parties as processes of their own on the loopback, with an agreement that all have signed.
package struct Deployment: Sendable {
    /// The name of the agreement.
    package static let agreement = "spring-launch"

    package let plan: DeploymentPlan
    /// Everything of the deployment lies here.
    package let folder: URL
    package let coordinator: CoordinatorHome
    /// Ring order.
    package var parties: [PartyHome]

    /// Runs a body with a deployment; processes and folder are gone afterwards, however it ends.
    ///
    /// - Parameter serving: serves the coordinator's home while its body runs; by default a process does.
    package static func run(
        _ plan: DeploymentPlan, serving: (CoordinatorHome, () async throws -> Void) async throws -> Void = process,
        _ body: @escaping (Deployment) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let group = try ProcessGroup(in: folder)
        defer {
            group.end()
            // A database that is just being closed takes files away under the hands of whoever removes them.
            for _ in 1...5 where FileManager.default.fileExists(atPath: folder.path) {
                try? FileManager.default.removeItem(at: folder)
            }
        }
        let coordinator = try await CoordinatorHome(
            at: folder.appending(path: "coordinator"), in: group, logLevel: plan.logLevel, places: plan.places)
        try await serving(coordinator) {
            let parties = try await homes(of: plan.parties.map(\.id), in: folder, group)
            let deployment = Deployment(plan: plan, folder: folder, coordinator: coordinator, parties: parties)
            try await deployment.enrol()
            try await deployment.sign()
            try await body(deployment)
        }
    }

    /// Serves a coordinator's home as it is served in earnest.
    package static func process(_ home: CoordinatorHome, _ body: () async throws -> Void) async throws {
        try await home.serve()
        try await body()
    }

    /// Makes the homes of parties.
    package static func homes(of ids: [String], in folder: URL, _ group: ProcessGroup) async throws -> [PartyHome] {
        try await withThrowingTaskGroup(of: PartyHome.self) { tasks in
            for id in ids {
                tasks.addTask { try await PartyHome(id, at: folder.appending(path: id), in: group) }
            }
            let made = try await tasks.reduce(into: [:]) { $0[$1.id] = $1 }
            return ids.compactMap { made[$0] }
        }
    }

    /// Writes a party's list: one number a row, in the ways people write them, some twice.
    ///
    /// The brand's has a consent in each row, that of a party with a grant a text for each attribute.
    package func write(_ numbers: Set<UInt64>, of party: Int, as name: String, seed: UInt64) throws -> URL {
        var generator = SeededGenerator(seed: seed)
        var rows: [String] = []
        for number in numbers.sorted().shuffled(using: &generator) {
            rows.append(Self.written(number, as: generator.next(upperBound: 5 as UInt64)))
            if generator.next(upperBound: 20 as UInt64) == 0 { rows.append(Self.written(number, as: 0)) }
        }
        let file = folder.appending(path: name)
        try lines(of: rows, party).joined(separator: "\n").write(to: file, atomically: false, encoding: .utf8)
        return file
    }

    /// A list's lines, with the header.
    private func lines(of rows: [String], _ party: Int) -> [String] {
        if plan.parties[party].role == "brand" { return ConsentColumns(sender: plan.sender).list(of: rows) }
        let attributes = plan.grants[plan.parties[party].id] ?? []
        let header = (["phone"] + attributes).joined(separator: ",")
        return [header] + rows.map { row in ([row] + attributes.map { "some \($0)" }).joined(separator: ",") }
    }

    /// A North American number as a person writes it.
    private static func written(_ number: UInt64, as way: UInt64) -> String {
        let digits = String(number)
        let (area, exchange, line) = (digits.dropFirst().prefix(3), digits.dropFirst(4).prefix(3), digits.suffix(4))
        return switch way {
        case 1: "(\(area)) \(exchange)-\(line)"
        case 2: "\(area)-\(exchange)-\(line)"
        case 3: "+1 \(area) \(exchange) \(line)"
        case 4: "\(area).\(exchange).\(line)"
        default: "+\(digits)"
        }
    }
}
