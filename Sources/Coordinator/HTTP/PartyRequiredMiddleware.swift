// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird

/// Refuses requests without a party's certificate before anything of them is looked at.
struct PartyRequiredMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: CoordinatorContext,
        next: @concurrent (Request, CoordinatorContext) async throws -> Response
    ) async throws -> Response {
        _ = try context.party
        return try await next(request, context)
    }
}
