// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Enrolment
internal import Messages
internal import NIOHTTP1
internal import Vocabulary

/// One request of protocol/v1/http.md §3, with its typed parts: identifiers need no escaping.
enum Route: Equatable, Sendable {
    case authority
    case enrolment
    case agreements
    case agreement(AgreementID, since: Int?)
    case putAgreement(AgreementID)
    case rounds(AgreementID)
    case openRound(AgreementID)
    case round(RoundID, since: Int?)
    case putCommitment(RoundID, PartyID)
    case commitments(RoundID)
    case putTranscript(RoundID, PartyID)
    case transcripts(RoundID)
    case work(RoundID)
    case putChunk(RoundID, ChunkPlace)
    case chunk(RoundID, ChunkPlace)
    case result(RoundID)
    case rows(RoundID, PartyID, page: Int)
    case putStop(RoundID, PartyID)
    case putRecords(RoundID, PartyID, page: Int)
    case records(RoundID, since: Int?)
    case putRevocation(RoundID, Handle)
    case member(RoundID, Handle)
    case log(AgreementID, after: Int64)
    case segments(AgreementID)
    case putSegments(AgreementID)
    case contexts(AgreementID)
    case putContexts(AgreementID)
    case makePlan(AgreementID, context: String)
    case messages(plan: Handle, after: Handle?)

    var method: HTTPMethod {
        switch self {
        case .authority, .agreements, .agreement, .rounds, .round, .commitments, .transcripts, .work, .chunk, .result,
            .rows, .records, .member, .log, .segments, .contexts, .messages:
            .GET
        case .enrolment, .openRound, .makePlan: .POST
        case .putAgreement, .putCommitment, .putTranscript, .putChunk, .putStop, .putRecords, .putRevocation,
            .putSegments, .putContexts:
            .PUT
        }
    }

    /// The path and query as they are sent.
    var target: String {
        switch self {
        case .agreement(_, let since?), .round(_, let since?), .records(_, let since?):
            "\(path { $0 })?since=\(since)"
        case .log(_, let sequence): "\(path { $0 })?after=\(sequence)"
        case .messages(_, let handle?): "\(path { $0 })?after=\(handle.hex)"
        default: path { $0 }
        }
    }

    /// Method and path for an error's text; identifiers are cut to eight digits.
    var name: String { "\(method.rawValue) \(path { "\($0.prefix(8))…" })" }

    /// The largest answer that is read, in bytes.
    var answerLimit: Int {
        switch self {
        case .authority: AuthorityDocument.maximumBytes
        case .enrolment: EnrolmentGrant.maximumBytes
        case .chunk, .rows: Limits.columnBytes
        // As many commitments as there are parties, each of up to the size of a request.
        case .commitments: Limits.controlBytes * Limits.parties
        default: Limits.controlBytes
        }
    }

    private func path(_ identifier: (String) -> String) -> String {
        switch self {
        case .authority: "/v1/authority"
        case .enrolment: "/v1/enrolment"
        case .agreements: "/v1/agreements"
        case .agreement(let id, _), .putAgreement(let id): "/v1/agreements/\(identifier(id.hex))"
        case .rounds(let id), .openRound(let id): "/v1/agreements/\(identifier(id.hex))/rounds"
        case .round(let id, _): "/v1/rounds/\(identifier(id.hex))"
        case .putCommitment(let id, let party): "/v1/rounds/\(identifier(id.hex))/commitments/\(party.name)"
        case .commitments(let id): "/v1/rounds/\(identifier(id.hex))/commitments"
        case .putTranscript(let id, let party): "/v1/rounds/\(identifier(id.hex))/transcripts/\(party.name)"
        case .transcripts(let id): "/v1/rounds/\(identifier(id.hex))/transcripts"
        case .work(let id): "/v1/rounds/\(identifier(id.hex))/work"
        case .putChunk(let id, let place), .chunk(let id, let place):
            "/v1/rounds/\(identifier(id.hex))/lists/\(place.list.name)/hops/\(place.hop)/chunks/\(place.chunk)"
        case .result(let id): "/v1/rounds/\(identifier(id.hex))/result"
        case .rows(let id, let party, let page): "/v1/rounds/\(identifier(id.hex))/rows/\(party.name)/\(page)"
        case .putStop(let id, let party): "/v1/rounds/\(identifier(id.hex))/stops/\(party.name)"
        case .putRecords(let id, let party, let page):
            "/v1/rounds/\(identifier(id.hex))/records/\(party.name)/\(page)"
        case .records(let id, _): "/v1/rounds/\(identifier(id.hex))/records"
        case .putRevocation(let id, let handle):
            "/v1/rounds/\(identifier(id.hex))/revocations/\(identifier(handle.hex))"
        case .member(let id, let handle): "/v1/rounds/\(identifier(id.hex))/members/\(identifier(handle.hex))"
        case .log(let id, _): "/v1/agreements/\(identifier(id.hex))/log"
        case .segments(let id), .putSegments(let id): "/v1/agreements/\(identifier(id.hex))/segments"
        case .contexts(let id), .putContexts(let id): "/v1/agreements/\(identifier(id.hex))/contexts"
        case .makePlan(let id, let context): "/v1/agreements/\(identifier(id.hex))/contexts/\(context)/plans"
        case .messages(let plan, _): "/v1/plans/\(identifier(plan.hex))/messages"
        }
    }
}
