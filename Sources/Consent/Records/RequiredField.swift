// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A field that a rule can require of a consent record.
package enum RequiredField: String, CaseIterable, Hashable, Sendable {
    case method
    case notice
    case jurisdiction
    case evidence

    /// True where a record has the field.
    func isPresent(in record: ConsentRecord) -> Bool {
        switch self {
        case .method: record.method != nil
        case .notice: record.notice != nil
        case .jurisdiction: record.jurisdiction != nil
        case .evidence: record.evidence != nil
        }
    }

    /// The reason that its absence is.
    var missing: DecisionCode {
        switch self {
        case .method: .methodMissing
        case .notice: .noticeMissing
        case .jurisdiction: .jurisdictionMissing
        case .evidence: .evidenceMissing
        }
    }
}
