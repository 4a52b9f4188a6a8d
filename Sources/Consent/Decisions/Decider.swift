// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Vocabulary

/// Decides on consent records under the terms of one agreement (protocol/v1/consent.md §5 and §6).
///
/// Whatever is missing or unknown is refused, and every reason is given.
package struct Decider: Sendable {
    package let terms: ConsentTerms
    /// The agreement's packs that there are, in its order.
    private let packs: [PolicyPack]
    private let hasUnknownPack: Bool

    /// Prepares decisions; a pack that the library lacks makes every decision a refusal.
    package init(terms: ConsentTerms, library: PolicyLibrary) {
        self.terms = terms
        packs = terms.policies.compactMap { library[$0] }
        hasUnknownPack = packs.count < terms.policies.count
    }

    /// Decides on one row of the brand.
    ///
    /// - Parameters:
    ///   - record: the brand's record; nil where it sent none before the round was decided.
    ///   - isRevoked: whether a revocation of the handle arrived before.
    ///   - now: the coordinator's moment, from ``LogClock``.
    package func decide(record: ConsentRecord?, isRevoked: Bool, at now: Timestamp) -> Verdict {
        var findings = Findings()
        if isRevoked { findings.add(.revokedByBrand) }
        if hasUnknownPack { findings.add(.policyUnknown) }
        guard let record else {
            findings.add(.noRecord)
            return findings.refusal(policies: [])
        }
        let shared = terms.channels(sharedWith: record)
        check(record, sharing: shared, at: now, &findings)

        var channels = Set(shared)
        var until = record.expiresAt
        var hours: LocalHours?
        var references: [PolicyReference] = []
        for pack in packs {
            guard let jurisdiction = record.jurisdiction, pack.covers(jurisdiction) else { continue }
            references.append(pack.reference)
            for rule in pack.rules {
                var name: String { "\(pack.name)/\(rule.id)" }
                switch rule.kind {
                case .consentMethod(let accepts, let purposes, let limited):
                    guard let method = record.method, !accepts.contains(method),
                        purposes?.contains(terms.purpose) ?? true
                    else { continue }
                    // Where a rule is for some channels, the others stay open.
                    let closed = limited.map { Set($0).intersection(shared) }
                    channels.subtract(closed ?? Set(shared))
                    if closed?.isEmpty != true { findings.addMethod(rule: name) }
                case .consentExpiry(let methods, let months):
                    guard let method = record.method, methods.contains(method) else { continue }
                    let end = record.givenAt.adding(months: months)
                    if end <= now { findings.add(.expiredByRule, rule: name) }
                    until = until.map { min($0, end) } ?? end
                case .withdrawal(let states, _):
                    guard states.contains(record.state), let code = DecisionCode(record.state) else { continue }
                    findings.add(code, rule: name)
                case .requiredFields(let fields):
                    for field in fields where !field.isPresent(in: record) { findings.add(field.missing, rule: name) }
                case .sendWindow(let window):
                    hours = hours?.intersection(window) ?? window
                }
            }
        }
        if record.jurisdiction != nil, references.isEmpty { findings.add(.jurisdictionNotCovered) }
        if channels.isEmpty { findings.takeMethods() }
        guard findings.isEmpty else { return findings.refusal(policies: references) }
        return Verdict(
            outcome: .allowed, channels: Channel.allCases.filter(channels.contains), reasons: [],
            policies: references, until: until, hours: hours ?? .standard)
    }

    /// What is asked of every record, whatever the packs say.
    private func check(
        _ record: ConsentRecord, sharing channels: [Channel], at now: Timestamp, _ findings: inout Findings
    ) {
        if !terms.isSender(of: record) { findings.add(.otherSender) }
        if record.purpose != terms.purpose { findings.add(.otherPurpose) }
        if channels.isEmpty { findings.add(.noChannel) }
        if let code = DecisionCode(record.state) { findings.add(code) }
        if let expiresAt = record.expiresAt, expiresAt <= now { findings.add(.expired) }
        if record.givenAt.seconds - now.seconds > LogClock.toleranceSeconds { findings.add(.notYet) }
        for field in RequiredField.allCases where !field.isPresent(in: record) { findings.add(field.missing) }
    }
}
