// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird
internal import Logging

/// Logs and counts each answer: method, route template, status and party; never a path, a query or a body.
struct RequestLogMiddleware: RouterMiddleware {
    let metrics: CoordinatorMetrics

    func handle(
        _ request: Request, context: CoordinatorContext,
        next: @concurrent (Request, CoordinatorContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        // An unknown method is anything a client likes to send; it must not become a label.
        let method = RouteTable.knownMethods.contains(request.method) ? request.method.rawValue : "other"
        let route = RouteTable.template(context.endpointPath)
        let status = Int(response.status.code)
        metrics.countRequest(method: method, route: route, status: status)
        var metadata: Logger.Metadata = ["method": "\(method)", "route": "\(route)", "status": "\(status)"]
        if case .party(let party) = context.peer { metadata["party"] = "\(party)" }
        context.logger.log(level: status >= 500 ? .error : .info, "request", metadata: metadata)
        return response
    }
}
