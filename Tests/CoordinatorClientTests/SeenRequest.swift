// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A request as the test's server read it.
struct SeenRequest: Sendable {
    let method: String
    let target: String
    /// Names in lower case.
    let headers: [String: [String]]
    let body: [UInt8]

    /// Method and target, as in `GET /v1/authority`.
    var line: String { "\(method) \(target)" }
}
