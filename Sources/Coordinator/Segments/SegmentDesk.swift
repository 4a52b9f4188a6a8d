// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Logging
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

/// Segments and contexts of the brand, counted and planned over allowed members alone (protocol/v1/segments.md).
package actor SegmentDesk {
    nonisolated let dependencies: CoordinatorDependencies
    nonisolated let registry: RoundRegistry
    nonisolated let members: MemberDesk
    nonisolated let forecasts: ForecastCache
    /// The members that were asked for last.
    private var kept = KeptTables()
    /// Members that are being read; who asks for the same ones meanwhile waits with whoever asked first.
    private var reading: [RoundID: (generation: Int, task: Task<MemberTable, any Error>)] = [:]

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        StateExecutor.shared.asUnownedSerialExecutor()
    }

    package init(dependencies: CoordinatorDependencies, registry: RoundRegistry, members: MemberDesk) {
        self.dependencies = dependencies
        self.registry = registry
        self.members = members
        forecasts = ForecastCache(dependencies.weather)
    }

    /// The agreement, for its brand alone.
    func agreement(_ id: AgreementID, for caller: PartyID) async throws -> Agreement {
        let agreement = try await registry.agreement(id, for: caller).agreement
        try members.requireBrand(caller, of: agreement)
        return agreement
    }

    /// The members of the newest decided round; nil where none is decided.
    func newest(of agreement: Agreement) async throws -> (round: RoundID, decidedAt: Timestamp, table: MemberTable)? {
        guard let (round, at) = try dependencies.members.newestDecided(of: agreement.id),
            let decidedAt = Timestamp(seconds: at)
        else { return nil }
        return (round, decidedAt, try await table(of: round, under: agreement))
    }

    /// Whether a round is the newest decided one of its agreement, the only one whose plans are told.
    func isNewest(_ round: RoundID, of agreement: AgreementID) throws -> Bool {
        try dependencies.members.newestDecided(of: agreement)?.round == round
    }

    /// The members of a decided round.
    ///
    /// A revocation that arrives while they are read makes them old at once: the next to ask reads them again.
    func table(of round: RoundID, under agreement: Agreement) async throws -> MemberTable {
        let generation = await members.generation
        if let table = kept.table(of: round, generation: generation) { return table }
        if let reading = reading[round], reading.generation == generation { return try await reading.task.value }
        let store = dependencies.members
        let grants = agreement.ruleGrants
        // Not a part of this request: others may wait for it when this one is given up.
        let task = Task { try await Self.read(round, of: store, grants: grants) }
        reading[round] = (generation, task)
        defer { if reading[round]?.generation == generation { reading[round] = nil } }
        let table = try await task.value
        kept.keep(table, of: round, generation: generation)
        return table
    }

    private nonisolated static func read(
        _ round: RoundID, of store: any MemberStore, grants: [RuleSchema.Grant]
    ) async throws -> MemberTable {
        try await Offload.run {
            var table = MemberTable(grants: grants)
            try store.forEachMember(of: round) { member, told in
                var attributes: [AttributeKey: AttributeValue] = [:]
                for (party, json) in told {
                    guard case .object(let fields) = try JSONValue(parsing: json) else { continue }
                    for (name, value) in fields {
                        attributes[AttributeKey(party: party, name: name)] = try AttributeValue(json: value, path: name)
                    }
                }
                try table.append(
                    Member(
                        handle: member.handle, channels: member.channels, until: member.until, hours: member.hours,
                        attributes: attributes))
            }
            return table
        }
    }

    /// The segments of an agreement, with checked rules.
    func segments(of agreement: Agreement) throws -> SegmentSet {
        try SegmentSet(dependencies.segments.segments(of: agreement.id), schema: RuleSchema(agreement))
    }

    /// The contexts of an agreement, with checked rules and texts.
    func contexts(of agreement: Agreement) throws -> ContextSet {
        // What is stored was checked when it came; a place that was taken out of the configuration since shows when it is
        // planned for.
        try ContextSet(
            dependencies.segments.contexts(of: agreement.id),
            scope: ContextScope(
                schema: RuleSchema(agreement), channels: agreement.channels, segments: nil, places: nil))
    }
}
