// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// Durable segments, contexts and plans.
///
/// Each verb is atomic, and durable when it returns.
package protocol SegmentStore: Sendable {
    /// The segments of an agreement, by name.
    func segments(of agreement: AgreementID) throws -> [SegmentDefinition]
    /// The contexts of an agreement, by name.
    func contexts(of agreement: AgreementID) throws -> [ContextDefinition]
    /// Replaces all segments of an agreement, and keeps the statement that asked for it; the same ones again change and
    /// keep nothing.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    func replace(_ segments: [SegmentDefinition], of agreement: AgreementID, by statement: [UInt8], at moment: Int64)
        throws -> Bool
    /// Replaces all contexts of an agreement, and keeps the statement that asked for it; the same ones again change and
    /// keep nothing. The plans of contexts that are there no more are deleted.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    func replace(_ contexts: [ContextDefinition], of agreement: AgreementID, by statement: [UInt8], at moment: Int64)
        throws -> Bool
    /// Stores a plan with those of its messages whose members are still allowed; nothing where they are fewer than
    /// `minimum`.
    ///
    /// - Returns: how many messages were stored; nil where the plan is withheld.
    func save(_ plan: StoredPlan, messages: [PlannedMessage], atLeast minimum: Int) throws -> Int?
    /// A stored plan.
    func plan(_ id: Handle) throws -> StoredPlan?
    /// A plan's messages after a handle whose time ends after a moment, in handle order.
    func messages(
        of plan: Handle, after handle: Handle?, endingAfter moment: Timestamp, limit: Int
    ) throws -> [PlannedMessage]
    /// Lets what was deleted, here or with members and rounds, leave the files beside the database too; where somebody reads
    /// them a later call does. Waits for nobody.
    func settle() throws
    /// Writes everything anew, at most once a day and only where something was deleted, so that no copy of it is left; others
    /// wait meanwhile.
    func compact(at moment: Int64) throws
    /// The stored messages for a member, with their plans, oldest first.
    func messages(for handle: Handle, in round: RoundID) throws -> [(plan: StoredPlan, message: PlannedMessage)]
}
