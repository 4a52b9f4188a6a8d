// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

/// What is in a list, and what is odd about it; holds rows and counts, and no number.
package struct HygieneReport: Equatable, Sendable {
    /// The most patterns that are told.
    static let mostFindings = 50

    /// The version of the numbering plan that judged.
    package let plan: String
    package let valid: Int
    package let possible: Int
    package let invalid: Int
    /// The most frequent first.
    package let reasons: [ReasonCount]
    package let counts: NumberCounts
    package let repetitions: Repetitions
    /// Nil where the list says nothing of consents.
    package let states: ConsentStates?
    package let conflicts: ConsentConflicts
    /// The strongest first.
    package let findings: [Finding]
    /// Patterns that were found beside these.
    package let furtherFindings: Int

    /// Ends both analyses, which have seen every row.
    package init(
        plan: String, valid: Int, possible: Int, invalid: Int, reasons: [ReasonCount], counts: NumberCounts,
        states: ConsentStates?, rowOrder: consuming RowOrderAnalysis, numberOrder: consuming NumberOrderAnalysis
    ) {
        self.plan = plan
        self.valid = valid
        self.possible = possible
        self.invalid = invalid
        self.reasons = reasons.sorted { $0.rows != $1.rows ? $0.rows > $1.rows : $0.reason < $1.reason }
        self.counts = counts
        self.states = states
        numberOrder.end()
        repetitions = numberOrder.repetitions
        conflicts = numberOrder.conflicts
        let byNumber = numberOrder.findings()
        // A list that is sorted by its numbers shows one stride twice.
        let byRow = rowOrder.findings().filter { finding in
            !byNumber.contains { $0.1.kind == finding.1.kind && $0.1.rows == finding.1.rows }
        }
        let all = (byNumber + byRow).sorted { left, right in
            left.0 != right.0 ? left.0 > right.0 : left.1.rows.lexicographicallyPrecedes(right.1.rows)
        }
        findings = all.prefix(Self.mostFindings).map(\.1)
        furtherFindings = all.count - findings.count
    }

    package var rows: Int { valid + possible + invalid }

    /// Rows by what a plan can say of their lines; a possible number may be in a range that is newer than the plan.
    package var lines: [(status: LineStatus, rows: Int)] {
        [(PlanStatus.unknown.line, valid + possible), (PlanStatus.invalid.line, invalid)]
    }
}
