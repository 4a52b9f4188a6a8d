// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Consent
internal import Logging
internal import Messages
internal import Segmentation
internal import Signing
internal import Vocabulary

extension SegmentDesk {
    /// Takes the brand's change of segments, whole or not at all.
    func apply(_ statement: Unverified<SegmentsStatement>, to id: AgreementID, from caller: PartyID) async throws {
        let agreement = try await agreement(id, for: caller)
        try check(statement.body.agreement, statement.body.from, against: id, caller)
        let signed = try verified(statement, caller, under: agreement)
        let set: SegmentSet
        do {
            set = try segments(of: agreement).applying(
                signed.body, schema: RuleSchema(agreement), contexts: contexts(of: agreement))
        } catch let error as FieldError {
            throw Problem(.badRule, "\(error).")
        }
        let isChange = try dependencies.segments.replace(
            set.segments.map(\.definition), of: id, by: signed.bytes, at: dependencies.clock())
        guard isChange else { return }
        log("segments were changed", id, count: set.segments.count)
    }

    /// Takes the brand's change of contexts, whole or not at all.
    func apply(_ statement: Unverified<ContextsStatement>, to id: AgreementID, from caller: PartyID) async throws {
        let agreement = try await agreement(id, for: caller)
        try check(statement.body.agreement, statement.body.from, against: id, caller)
        let signed = try verified(statement, caller, under: agreement)
        let scope = ContextScope(
            schema: RuleSchema(agreement), channels: agreement.channels, segments: try segments(of: agreement).names,
            places: dependencies.weather.places,
            hours: hours(of: agreement))
        let set: ContextSet
        do {
            set = try contexts(of: agreement).applying(signed.body, scope: scope)
        } catch let error as FieldError {
            throw Problem(.badRule, "\(error).")
        }
        let isChange = try dependencies.segments.replace(
            set.contexts.map(\.definition), of: id, by: signed.bytes, at: dependencies.clock())
        guard isChange else { return }
        log("contexts were changed", id, count: set.contexts.count)
    }

    /// The contexts of an agreement, by name.
    func contexts(of id: AgreementID, for caller: PartyID) async throws -> [ContextDefinition] {
        try contexts(of: try await agreement(id, for: caller)).contexts.map(\.definition)
    }

    /// The hours in which some member may be written to, for each pack; nil where no pack is known, and nobody is.
    private func hours(of agreement: Agreement) -> [LocalHours]? {
        let hours = agreement.policies.compactMap { dependencies.policies[$0]?.hours }
        return hours.isEmpty ? nil : hours
    }

    private func check(_ named: AgreementID, _ from: PartyID, against id: AgreementID, _ caller: PartyID) throws {
        guard named == id, from == caller else {
            throw Problem(
                .malformed, "body: the statement is for another agreement or of another party than the route's.")
        }
    }

    private func verified<Body: StatementBody>(
        _ statement: Unverified<Body>, _ caller: PartyID, under agreement: Agreement
    ) throws -> Signed<Body> {
        guard let key = agreement.identity(of: caller), let signed = try? statement.verified(by: key) else {
            throw Problem(.badSignature, "The \(Body.type) statement does not verify under \(caller)'s key.")
        }
        return signed
    }

    private func log(_ message: Logger.Message, _ id: AgreementID, count: Int) {
        dependencies.logger.notice(message, metadata: ["agreement": "\(id)", "count": "\(count)"])
    }
}
