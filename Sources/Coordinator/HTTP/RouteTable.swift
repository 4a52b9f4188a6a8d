// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// Answers what a path that the router did not take would have taken.
struct RouteTable: Sendable {
    private let routes: [(method: HTTPRequest.Method, segments: [Substring])]

    /// Takes the routes of version 1.
    init() {
        routes = Route.allCases.map { ($0.method, $0.template.split(separator: "/")) }
    }

    /// The methods under which a path exists; empty where it does not.
    func methods(of path: String) -> [HTTPRequest.Method] {
        let segments = path.split(separator: "/")
        return routes.filter { route in
            route.segments.count == segments.count
                && zip(route.segments, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }.map(\.method)
    }

    /// Methods that may become a label of a metric.
    static let knownMethods: Set<HTTPRequest.Method> = [.get, .put, .post, .delete, .head, .options, .patch]

    /// True where the router found no route: it then says "NotFound", or nothing.
    static func isUnknown(_ endpoint: String?) -> Bool { endpoint?.hasPrefix("/") != true }

    /// A route's template for logs and metrics; never the path itself.
    static func template(_ endpoint: String?) -> String { isUnknown(endpoint) ? "unknown" : endpoint ?? "unknown" }
}
