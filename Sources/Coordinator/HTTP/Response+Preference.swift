// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird

extension Response {
    /// Says that the client's wait was honoured (RFC 7240, section 3).
    func honouring(wait seconds: Int) -> Response {
        guard seconds > 0 else { return self }
        var response = self
        response.headers[.preferenceApplied] = "wait=\(seconds)"
        return response
    }
}
