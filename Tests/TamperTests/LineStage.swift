// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Foundation
import Messages
import Segmentation
import Signing
import Synchronization
import TestSupport
import Vocabulary

/// A brand and a partner as processes of their own, with members, a segment and a context, before a coordinator that serves
/// its home from this process, with a liar in front.
struct LineStage: Sendable {
    /// Matched numbers of the brand: the first ninety are allowed, the last ten refused.
    static let numbers = (0..<100).map(FictionalNumbers.digits)
    static let context = "some-day"
    /// What the context gives each member.
    static let text = "From ACME Stores"

    let deployment: Deployment
    let coordinator: TestCoordinator

    var brand: PartyHome { deployment.parties[0] }

    /// Runs a body after the round is decided and the context applied.
    static func with(_ body: @escaping @Sendable (LineStage) async throws -> Void) async throws {
        var plan = DeploymentPlan(
            parties: [.init("acme", "brand", entitled: true), .init("streamco", "partner")],
            match: "acme and streamco", chunkRows: 100)
        plan.grants = ["acme": ["number.timezones"]]
        plan.attributeTypes = ["number.timezones": "strings"]
        let now = Int64(Date().timeIntervalSince1970)
        let served = Served()
        try await Deployment.run(plan) { home, run in
            let seed = try text("identity.key", of: home).dropLast()
            guard let seed = Hexadecimal.decode(String(seed), count: 32) else {
                throw ProcessError.garbled("identity.key")
            }
            let authority = try CertificateAuthority(
                certificatePEM: text("authority.crt", of: home), privateKeyPEM: text("authority.key", of: home))
            try await TestCoordinator.with(
                site: Site(authority: authority), columns: home.folder.appending(path: "columns").path,
                state: home.folder.path, start: now, identity: IdentityKey(rawRepresentation: seed)
            ) { coordinator in
                served.coordinator.withLock { $0 = coordinator }
                home.isServed(at: coordinator.port)
                try await run()
            }
        } _: { deployment in
            guard let coordinator = served.coordinator.withLock({ $0 }) else { return }
            let stage = LineStage(deployment: deployment, coordinator: coordinator)
            try await stage.prepare(at: now)
            try await body(stage)
        }
    }

    /// What serves, once it does.
    private final class Served: Sendable {
        let coordinator = Mutex<TestCoordinator?>(nil)
    }

    private static func text(_ name: String, of home: CoordinatorHome) throws -> String {
        try String(contentsOf: home.folder.appending(path: name), encoding: .utf8)
    }

    /// Plays another round with the same lists; the one before is no longer the newest.
    func playAgain() async throws {
        try await brand.command(["rounds", "open", "--agreement", Deployment.agreement])
        try await join()
    }

    private func join() async throws {
        var spoken = ConsentColumns()
        spoken.method = "voice"
        let written = Self.numbers.map { "+\($0)" }
        let lists = [
            ConsentColumns().list(of: written.prefix(90)) + spoken.list(of: written.suffix(10)).dropFirst(),
            ["phone"] + written,
        ]
        let runs = try zip(deployment.parties, lists).map { party, lines in
            let file = deployment.folder.appending(path: "\(party.id).csv")
            try Data(lines.joined(separator: "\n").utf8).write(to: file)
            return try party.join(file)
        }
        for run in runs {
            let exit = try await run.waitForExit()
            guard exit.code == 0 else { throw ProcessError.failed(run.title, exit, said: run.lastWords) }
        }
    }

    private func prepare(at now: Int64) async throws {
        try await join()
        // The first of January 1970 was a Thursday; three days ahead no test runs into the hours of the plan.
        let days = ["thu", "fri", "sat", "sun", "mon", "tue", "wed"]
        let day = days[Int((now / 86_400 + 3) % 7)]
        try await apply("segments", "segments:\n  - {name: all, when: has(number.timezones)}\n")
        try await apply(
            "contexts",
            "contexts:\n  - {name: \(Self.context), segment: all, channel: sms, days: [\(day)], text: \"From {{sender}}\"}\n"
        )
    }

    private func apply(_ kind: String, _ yaml: String) async throws {
        let file = deployment.folder.appending(path: "\(kind).yaml")
        try Data(yaml.utf8).write(to: file)
        try await brand.command([kind, "apply", file.path, "--agreement", Deployment.agreement])
    }

    /// A pull of the context, and what of it is in the file; nil where there is no file.
    func pull() async throws -> (exit: ProcessExit, report: String, error: String, rows: [String]?) {
        let file = deployment.folder.appending(path: "\(UUID().uuidString).csv")
        let (exit, output, error) = try await brand.end(of: [
            "activations", "pull", "--agreement", Deployment.agreement, "--context", Self.context, "--out", file.path,
            "--format", "json",
        ])
        let data = FileManager.default.contents(atPath: file.path)
        let rows = data.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init) }
        return (exit, output, error, rows)
    }
}
