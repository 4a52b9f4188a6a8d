// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A request as the test's server read it.
package struct SeenRequest: Sendable {
    package let method: String
    package let target: String
    /// Names in lower case.
    package let headers: [String: [String]]
    package let body: [UInt8]

    /// Method and target, as in `GET /v1/authority`.
    package var line: String { "\(method) \(target)" }
}
