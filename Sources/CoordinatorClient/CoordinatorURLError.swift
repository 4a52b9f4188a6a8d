// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a text is not the URL of a coordinator.
package enum CoordinatorURLError: Error, Hashable, Sendable, CustomStringConvertible {
    case scheme, host, port, path

    package var description: String {
        let expected = "write the coordinator's URL as https://HOST or https://HOST:PORT"
        return switch self {
        case .scheme: "the URL does not start with https://: \(expected)"
        case .host: "the URL's host is neither a DNS name nor an address (IPv6 in brackets): \(expected)"
        case .port: "the URL's port is not a number from 1 to 65535: \(expected)"
        case .path: "the URL has a path, a query or a user name: \(expected)"
        }
    }
}
