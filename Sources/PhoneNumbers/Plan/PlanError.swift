// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a file is no numbering plan.
package enum PlanError: Error, Equatable, CustomStringConvertible {
    /// It does not start like a plan, or has another form than this release reads.
    case notAPlan
    /// Its digest or size is not that of its content: it was cut off or altered.
    case damaged
    /// A table of it points outside of what it may.
    case inconsistent(table: String)
    /// It says that it has the version of this release's plan, and has other content.
    case falseVersion(String)

    package var description: String {
        switch self {
        case .notAPlan:
            "this is no numbering plan of the form that this release reads; make one with scripts/numbering-plan"
        case .damaged: "the plan is cut off or altered; copy it again"
        case .inconsistent(let table):
            "the plan's table of \(table) contradicts itself; make it again with scripts/numbering-plan"
        case .falseVersion(let version):
            "the plan says it is \(version), as this release's own, but has other content; make it again with scripts/numbering-plan"
        }
    }
}
