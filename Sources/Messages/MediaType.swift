// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The content types of version 1 (protocol/v1/http.md §1).
package enum MediaType {
    package static let json = "application/json"
    package static let problem = "application/problem+json"
    package static let elements = "application/vnd.symbolon.elements"
    package static let tokens = "application/vnd.symbolon.tokens"
    package static let rows = "application/vnd.symbolon.rows"
}
