// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Home
import Joining
import Signing
import Vocabulary

/// What is known about a number, in lines for people.
enum HistoryText {
    static func text(_ history: NumberHistory, records: [ConsentRecord]) -> String {
        if history.isEmpty { return "Nothing is known about this number in this home." }
        var lines: [String] = []
        let register = history.register
        lines.append(register.isEmpty ? "The register holds no consent of this number." : "In the register:")
        if let withdrawnAt = register.withdrawnAt {
            lines.append(
                "    everything was withdrawn, recorded \(withdrawnAt); only what was given after it grants anything")
        }
        if register.isUnreadable {
            lines.append(
                "    an entry cannot be read: the number is not blinded, and in no export; symbolon consents revoke, and a "
                    + "consent given after it, replace it")
        }
        for entry in register.records {
            lines += record(entry.record, note: "recorded \(entry.recordedAt)")
        }
        if !records.isEmpty { lines.append("On the lists of its rounds:") }
        for record in records { lines += self.record(record, note: nil) }
        lines.append(history.rounds.isEmpty ? "No round used it." : "Rounds that used it:")
        for round in history.rounds { lines += text(round) }
        return lines.joined(separator: "\n")
    }

    private static func record(_ record: ConsentRecord, note: String?) -> [String] {
        var table = TextTable()
        let end = record.expiresAt.map { " until \($0)" } ?? ""
        table.add("    state", record.state.rawValue + (note.map { ", \($0)" } ?? ""))
        table.add("    sender", record.sender)
        table.add("    purpose", record.purpose.term)
        table.add("    channels", record.channels.map(\.rawValue).joined(separator: ", "))
        table.add("    given", "\(record.givenAt)\(end)")
        let method = [record.method.map { "by \($0)" }, record.jurisdiction.map { "under \($0)" }].compactMap { $0 }
        if !method.isEmpty { table.add("    how", method.joined(separator: ", ")) }
        if let notice = record.notice { table.add("    notice", notice) }
        if let evidence = record.evidence { table.add("    evidence", evidence) }
        return [table.text]
    }

    private static func text(_ round: NumberHistory.Round) -> [String] {
        var table = TextTable()
        var lines = ["  round \(round.round.number) of \(round.agreement)"]
        guard let handle = round.handle else {
            return lines.map { "\($0): on the list\(standing(of: round))" }
        }
        table.add("    handle", handle.hex)
        guard round.isBrand else {
            table.add("    decision", "told to the brand alone")
            return lines + [table.text]
        }
        if let decision = round.decision {
            table.add("    decision", Self.decision(decision))
            let policies = round.policies.map { "\($0.name) \($0.version)" }
            if !policies.isEmpty { table.add("    policies", policies.joined(separator: ", ")) }
            for (code, rule) in reasons(of: decision) {
                let text = DecisionCode(rawValue: code)?.explanation ?? ""
                table.add("    reason", "\(code)\(rule.map { " (\($0))" } ?? ""): \(text)")
            }
        } else {
            table.add("    decision", "none yet")
        }
        if let revocation = round.revocation {
            let state =
                round.receipt.map {
                    "at the coordinator \($0.at), entry \($0.sequence) of the log; the receipt is kept"
                }
                ?? "not delivered yet"
            table.add("    revoked", "\(revocation.at), \(state)")
        }
        if round.isErasedThere { table.add("    segments", "none: the round's members are erased at the coordinator") }
        if let story = round.story {
            table.add("    segments", story.segments.isEmpty ? "none" : story.segments.joined(separator: ", "))
            if story.plans.isEmpty { table.add("    plans", "none") }
            for (plan, earlier) in newest(story.plans) {
                table.add(
                    "    plan",
                    "\(plan.context), made \(plan.madeAt): \(plan.channel.rawValue) from \(plan.sendAfter) until \(plan.notAfter)"
                        + (earlier > 0 ? ", and in \(earlier) made before" : ""))
            }
        }
        lines.append(table.text)
        return lines
    }

    /// Why no handle is shown.
    private static func standing(of round: NumberHistory.Round) -> String {
        guard round.round.step == .finished else {
            return ", which is \(round.round.step.rawValue): the round is running"
        }
        return round.round.rowCount != nil ? ", not matched" : "; its matches are not told here"
    }

    /// The newest plan of each context, and how many others of it there are: each pull makes one.
    private static func newest(_ plans: [MemberStory.PlanPlace]) -> [(plan: MemberStory.PlanPlace, earlier: Int)] {
        Dictionary(grouping: plans, by: \.context).sorted { $0.key < $1.key }.compactMap { _, plans in
            plans.max { $0.madeAt < $1.madeAt }.map { ($0, plans.count - 1) }
        }
    }

    private static func decision(_ decision: StoredDecision) -> String {
        guard decision.isAllowed else { return "refused at \(decision.at), entry \(decision.sequence) of the log" }
        let end = decision.until.map { " until \($0)" } ?? ""
        return "allowed for \(decision.channels.map(\.rawValue).joined(separator: ", "))\(end), at \(decision.at), "
            + "entry \(decision.sequence) of the log"
    }

    /// Code and rule of each reason.
    static func reasons(of decision: StoredDecision) -> [(code: String, rule: String?)] {
        guard case .array(let reasons) = decision.reasons else { return [] }
        return reasons.compactMap { reason in
            guard case .object(let fields) = reason, case .string(let code)? = fields["code"] else { return nil }
            guard case .string(let rule)? = fields["rule"] else { return (code, nil) }
            return (code, rule)
        }
    }
}
