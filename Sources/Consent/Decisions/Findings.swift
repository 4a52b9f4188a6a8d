// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What speaks against a record while it is decided on.
struct Findings {
    private var plain: Set<DecisionCode> = []
    private var byRule: [DecisionReason] = []
    /// Rules that do not accept the method, which count only where they leave no channel.
    private var methodRules: [DecisionReason] = []

    var isEmpty: Bool { plain.isEmpty && byRule.isEmpty }

    mutating func add(_ code: DecisionCode) { plain.insert(code) }

    mutating func add(_ code: DecisionCode, rule: String) { byRule.append(DecisionReason(code: code, rule: rule)) }

    mutating func addMethod(rule: String) {
        methodRules.append(DecisionReason(code: .methodNotAccepted, rule: rule))
    }

    /// Makes the rules about methods count.
    mutating func takeMethods() {
        byRule += methodRules
        methodRules = []
    }

    /// A refusal with all reasons in order; a code stands without a rule only where no rule gave it.
    func refusal(policies: [PolicyReference]) -> Verdict {
        let reasons = DecisionCode.allCases.flatMap { code -> [DecisionReason] in
            let ruled = byRule.filter { $0.code == code }
            return ruled.isEmpty && plain.contains(code) ? [DecisionReason(code: code)] : ruled
        }
        return Verdict(outcome: .refused, channels: [], reasons: reasons, policies: policies, until: nil, hours: nil)
    }
}
