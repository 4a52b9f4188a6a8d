// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Vocabulary

/// The contexts of an agreement at the coordinator.
struct ContextSource: ParsableArguments {
    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @OptionGroup var home: HomeOptions

    func contexts() async throws -> (home: Home, agreement: Agreement, contexts: [ContextDefinition]) {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        let contexts = try await CoordinatorConnection.run(from: home) { try await $0.contexts(of: agreement.id) }
        return (home, agreement, contexts)
    }
}
