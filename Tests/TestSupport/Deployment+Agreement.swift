// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Deployment {
    /// Gives every party its certificate, and every party the others' fingerprints.
    func enrol() async throws {
        let parties = parties
        let coordinator = coordinator
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for party in parties {
                tasks.addTask {
                    let code = try await coordinator.invite(party.id)
                    try await party.command(["enroll", coordinator.url, "--invite", code])
                    for other in parties where other.id != party.id {
                        try await party.command(["parties", "trust", other.id, other.fingerprint])
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    /// Lets the first party sign a file and the others what it uploaded.
    func sign() async throws {
        let file = folder.appending(path: "agreement.yaml")
        try plan.yaml(keys: parties.map(\.key), coordinator: coordinator.identity)
            .write(to: file, atomically: false, encoding: .utf8)
        guard let first = parties.first else { return }
        try await first.command(["agreement", "sign", file.path])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for party in parties.dropFirst() {
                tasks.addTask { try await party.command(["agreement", "sign", Deployment.agreement]) }
            }
            try await tasks.waitForAll()
        }
    }
}
