// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Hummingbird

/// Takes enrolments and renewals; open, because who enrols has no certificate yet.
struct EnrolmentController: Sendable {
    let desk: EnrolmentDesk

    func addRoutes(to router: some RouterMethods<CoordinatorContext>) {
        router.on(.postEnrolment, use: enrol)
    }

    @Sendable private func enrol(_ request: Request, context: CoordinatorContext) async throws -> Response {
        let body = try await request.jsonBody(atMost: EnrolmentSubmission.maximumBytes)
        let submission = try EnrolmentSubmission(parsing: body)
        let peer = context.peer == .nobody ? nil : try context.party
        return .json(try await desk.enrol(submission, peer: peer).bytes)
    }
}
