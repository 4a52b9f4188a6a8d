// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// What `doctor` found out about one thing.
package struct DoctorFinding: Equatable, Sendable {
    package enum State: String, Sendable {
        case ok
        case warning
        case failed
    }

    /// What was looked at: one word or two.
    package let check: String
    package let state: State
    /// What was found.
    package let text: String
    /// How to mend it; nil where there is nothing to mend.
    package let mend: String?

    package static func ok(_ check: String, _ text: String) -> DoctorFinding {
        DoctorFinding(check: check, state: .ok, text: text, mend: nil)
    }

    package static func warning(_ check: String, _ text: String, mend: String?) -> DoctorFinding {
        DoctorFinding(check: check, state: .warning, text: text, mend: mend)
    }

    package static func failed(_ check: String, _ text: String, mend: String?) -> DoctorFinding {
        DoctorFinding(check: check, state: .failed, text: text, mend: mend)
    }

    /// An error, whose own text says how to mend it.
    package static func failed(_ check: String, _ error: any Error) -> DoctorFinding {
        failed(check, CommandFailure(error)?.message ?? "a fault of this program", mend: nil)
    }

    /// A line for each finding.
    package static func text(_ findings: [DoctorFinding]) -> String {
        var table = TextTable()
        for finding in findings {
            table.add(finding.state.rawValue, finding.check, finding.text + (finding.mend.map { ": \($0)" } ?? ""))
        }
        return table.text
    }

    package static func json(_ findings: [DoctorFinding]) -> JSONValue {
        .object([
            "checks": .array(
                findings.map {
                    .object([
                        "check": .string($0.check), "state": .string($0.state.rawValue), "text": .string($0.text),
                        "mend": $0.mend.map { .string($0) } ?? .null,
                    ])
                }),
            "failed": .integer(Int64(findings.count { $0.state == .failed })),
            "warnings": .integer(Int64(findings.count { $0.state == .warning })),
        ])
    }
}
