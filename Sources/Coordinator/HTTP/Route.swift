// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Hummingbird

/// The routes of version 1 (protocol/v1/http.md §3), as openapi.yaml spells them.
enum Route: String, CaseIterable {
    case getAuthority = "GET /v1/authority"
    case postEnrolment = "POST /v1/enrolment"
    case getAgreements = "GET /v1/agreements"
    case getAgreement = "GET /v1/agreements/{agreement}"
    case putAgreement = "PUT /v1/agreements/{agreement}"
    case getRounds = "GET /v1/agreements/{agreement}/rounds"
    case postRound = "POST /v1/agreements/{agreement}/rounds"
    case getRound = "GET /v1/rounds/{round}"
    case putCommitment = "PUT /v1/rounds/{round}/commitments/{party}"
    case getCommitments = "GET /v1/rounds/{round}/commitments"
    case putTranscript = "PUT /v1/rounds/{round}/transcripts/{party}"
    case getTranscripts = "GET /v1/rounds/{round}/transcripts"
    case getWork = "GET /v1/rounds/{round}/work"
    case putChunk = "PUT /v1/rounds/{round}/lists/{list}/hops/{hop}/chunks/{chunk}"
    case getChunk = "GET /v1/rounds/{round}/lists/{list}/hops/{hop}/chunks/{chunk}"
    case getResult = "GET /v1/rounds/{round}/result"
    case getRows = "GET /v1/rounds/{round}/rows/{party}/{page}"
    case putStop = "PUT /v1/rounds/{round}/stops/{party}"
    case putRecords = "PUT /v1/rounds/{round}/records/{party}/{page}"
    case getRecords = "GET /v1/rounds/{round}/records"
    case putRevocation = "PUT /v1/rounds/{round}/revocations/{handle}"
    case getMember = "GET /v1/rounds/{round}/members/{handle}"
    case getLog = "GET /v1/agreements/{agreement}/log"
    case getSegments = "GET /v1/agreements/{agreement}/segments"
    case putSegments = "PUT /v1/agreements/{agreement}/segments"
    case getContexts = "GET /v1/agreements/{agreement}/contexts"
    case putContexts = "PUT /v1/agreements/{agreement}/contexts"
    case postPlan = "POST /v1/agreements/{agreement}/contexts/{context}/plans"
    case getMessages = "GET /v1/plans/{plan}/messages"

    /// The method.
    var method: HTTPRequest.Method { HTTPRequest.Method(rawValue: String(rawValue.prefix { $0 != " " })) ?? .get }

    /// The path with its parameters in braces.
    var template: String { String(rawValue.drop { $0 != " " }.dropFirst()) }
}

extension RouterMethods where Context == CoordinatorContext {
    /// Adds a handler under a route of the table.
    func on(
        _ route: Route, use handler: @Sendable @escaping (Request, CoordinatorContext) async throws -> Response
    ) {
        on(RouterPath(route.template), method: route.method, use: handler)
    }
}
