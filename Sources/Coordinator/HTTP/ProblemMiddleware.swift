// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Matching
internal import Messages

/// Turns every error into a problem document; unknown paths and wrong methods too.
struct ProblemMiddleware: RouterMiddleware {
    let routes: RouteTable

    func handle(
        _ request: Request, context: CoordinatorContext,
        next: @concurrent (Request, CoordinatorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            if RouteTable.isUnknown(context.endpointPath) {
                let allowed = routes.methods(of: request.uri.path)
                guard allowed.isEmpty else { return .methodNotAllowed(allowed) }
                return .problem(Problem(.notFound, "There is no such route; protocol/v1/http.md lists them all."))
            }
            let problem = Problem(mapping: error)
            if problem.code == .internal {
                let text = (error as? any StateError)?.description ?? "\(type(of: error))"
                context.logger.error("a request failed", metadata: ["error": "\(text)"])
            }
            return .problem(problem)
        }
    }
}
