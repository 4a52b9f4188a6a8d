// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Consent
import CoordinatorClient
import Messages
import Signing
import TestSupport
import Testing
import Vocabulary

extension RoundWatch {
    /// The whole log as the coordinator has it now; throws where a signature or the chain does not hold.
    func verifiedLog() async throws -> [LogEntry] {
        let key = try await client.agreement(agreement).agreement.coordinator.key
        var chain = LogChain(of: agreement)
        var entries: [LogEntry] = []
        while true {
            let envelopes = try await client.log(of: agreement, after: Int64(entries.count))
            if envelopes.isEmpty { return entries }
            for envelope in envelopes {
                let entry = try LogEntry(envelope: envelope, coordinator: key)
                try chain.append(entry)
                entries.append(entry)
            }
        }
    }

    /// Checks that the log has one decision for each handle and one end, and gives the decisions.
    func expectOneDecision(for handles: Set<String>) async throws -> [Decision] {
        var decisions: [Decision] = []
        var ends = 0
        for entry in try await verifiedLog() {
            switch entry {
            case .decision(let decision): decisions.append(decision.body)
            case .decided: ends += 1
            case .revocation: break
            }
        }
        #expect(ends == 1)
        #expect(decisions.count == handles.count && Set(decisions.map(\.handle.hex)) == handles)
        return decisions
    }
}
