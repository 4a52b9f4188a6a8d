// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a row of a list is refused, as its rejects tell.
struct RowRefusal {
    /// In kebab case; what refused rows are counted by.
    let reason: String
    /// What the reason leaves open, such as which attribute; empty where it says all, and never a value.
    let detail: String

    init(_ reason: String, detail: String = "") {
        self.reason = reason
        self.detail = detail
    }
}
