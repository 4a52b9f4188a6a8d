// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation
import Signing

/// `symbolon contexts apply`.
struct ContextsApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Set the contexts of a file, remove others by name, or both.",
        discussion: """
            Contexts of the file are new or replace those of the same name; others stay. The window must hold in every time \
            zone that the number may be in, and within the hours of the law and of consideration (08:00 to 21:00 unless a \
            rule narrows them).

            Without days every day will do, without from and until the whole day, without weather any; horizonHours is how far \
            ahead a plan looks, 1 to 384 hours, 168 where it is left out.

                contexts:
                  - name: rainy-friday-evening
                    segment: film-fans
                    channel: sms
                    days: [fri]
                    from: "17:00"
                    until: "21:00"
                    weather: {place: london, when: weather.precipitation >= 0.2}
                    horizonHours: 48
                    text: "A rainy evening, {{streamco.interest | default: 'good'}} films. {{sender}}"

            Example: symbolon contexts apply contexts.yaml --agreement spring-launch

            JSON: {"absent": [name], "applied": [name], "removed": [name]}; absent are those to be removed that are not there
            """)

    @OptionGroup var change: DefinitionsChange

    func run() async throws {
        let (home, agreement, file) = try change.read { yaml, name, agreement in
            // Segments, places and hours are known at the coordinator, which checks them.
            try DefinitionsFile<ContextDefinition>(
                yaml: yaml, file: name,
                scope: ContextScope(schema: RuleSchema(agreement), channels: agreement.channels))
        }
        // Kept before they are sent: what comes back of them is held against what was written here.
        let bodies = (file?.definitions ?? []).map { ($0.name, $0.json.canonicalBytes) }
        let keys = try home.keepContexts(bodies, of: agreement.id)
        let removed = change.remove
        try await change.send("context", file, from: home, under: agreement) { client in
            try await client.contexts(of: agreement.id).map(\.name)
        } send: { client, statement in
            do {
                try await client.put(statement)
            } catch let error as ClientError where error.isRefusal {
                try home.forgetContexts(keys)
                throw error
            }
            try home.settleContexts(taken: keys, removed: removed, of: agreement.id)
        }
    }
}
