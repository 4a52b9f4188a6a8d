// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird
internal import Messages

/// Refuses requests that arrive on open connections while the coordinator stops.
struct AvailabilityMiddleware: RouterMiddleware {
    let readiness: Readiness

    func handle(
        _ request: Request, context: CoordinatorContext,
        next: @concurrent (Request, CoordinatorContext) async throws -> Response
    ) async throws -> Response {
        guard readiness.state != .stopping else {
            throw Problem(.unavailable, "The coordinator is stopping; try again in a moment.")
        }
        return try await next(request, context)
    }
}
