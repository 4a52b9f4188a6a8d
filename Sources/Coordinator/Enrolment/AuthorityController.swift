// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Hummingbird
internal import Signing

/// Says who the coordinator is, to anybody.
struct AuthorityController: Sendable {
    let dependencies: CoordinatorDependencies

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.getAuthority, use: authority)
    }

    @Sendable private func authority(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let document = AuthorityDocument(
            certificate: dependencies.authority.certificate, identity: dependencies.identity.publicIdentity,
            time: try dependencies.timestamp(), software: dependencies.software)
        return .json(document.bytes)
    }
}
