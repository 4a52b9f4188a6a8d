// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Messages
package import Segmentation
package import Signing
package import Vocabulary

extension CoordinatorClient {
    /// Fetches the segments of an agreement with their sizes.
    package func segments(of agreement: AgreementID) async throws -> SegmentListing {
        try await connection.answer(.segments(agreement)).decoded(SegmentListing.init(json:))
    }

    /// Sets or removes segments.
    package func put(_ statement: Signed<SegmentsStatement>) async throws {
        try await connection.answer(.putSegments(statement.body.agreement), body: statement.bytes).requireSuccess()
    }

    /// Fetches the contexts of an agreement.
    package func contexts(of agreement: AgreementID) async throws -> [ContextDefinition] {
        try await connection.answer(.contexts(agreement)).decodedArray(ContextDefinition.init(json:))
    }

    /// Sets or removes contexts.
    package func put(_ statement: Signed<ContextsStatement>) async throws {
        try await connection.answer(.putContexts(statement.body.agreement), body: statement.bytes).requireSuccess()
    }

    /// Has a plan made now.
    package func makePlan(of context: String, under agreement: AgreementID) async throws -> Unverified<PlanSummary> {
        let body = JSONValue.object([:]).canonicalBytes
        return try await connection.answer(.makePlan(agreement, context: context), body: body)
            .decoded(Unverified.init(json:))
    }

    /// Fetches a plan's messages after a handle, in handle order; at most 1,000, none at the end.
    package func messages(of plan: Handle, after handle: Handle?) async throws -> Unverified<MessagePage> {
        let answer = try await connection.answer(.messages(plan: plan, after: handle))
        let page = try answer.decoded(Unverified<MessagePage>.init(json:))
        guard page.body.messages.count <= Limits.pageEntries else {
            throw answer.garbage("the answer has more than \(Limits.pageEntries) messages")
        }
        return page
    }
}
