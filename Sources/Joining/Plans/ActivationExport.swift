// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Agreements
import Consent
package import Home
import PhoneNumbers
package import Segmentation
package import Signing
package import Vocabulary

/// Turns a plan's handles into the brand's own numbers, after consent and number were looked at once more on this machine.
package struct ActivationExport: Sendable {
    /// A message with the number that it goes to.
    package struct Activation: Sendable {
        /// E.164, `+` and digits.
        package let number: String
        package let message: PlannedMessage
    }

    /// Why a message is left out.
    package enum Omission: String, CaseIterable, Sendable {
        /// The handle is none of this home's in the round.
        case unknownHandle = "unknown-handle"
        case notAllowed = "not-allowed"
        case revoked
        case noCurrentConsent = "no-current-consent"
        case otherChannel = "other-channel"
        case notValid = "not-valid"
        /// Its time is not within the decision's hours and the context's window in every time zone that the number may be in.
        case outsideHours = "outside-hours"
        /// Its time is over, or too little is left of it before consent or decision end.
        case late
    }

    private let terms: ConsentTerms
    private let round: RoundID
    private let home: Home
    private let now: Timestamp
    private let digits: [Handle: UInt64]
    private let revoked: Set<Handle>
    private let claims: [UInt64: ConsentClaim]
    private let context: ContextDefinition
    private let plan: NumberingPlan
    private var hours: HoursCheck
    /// Messages left out so far, by reason.
    package private(set) var omitted: [String: Int] = [:]

    /// The shortest time that is left to a gateway (protocol/v1/segments.md §6).
    private static let shortest: Int64 = 60

    /// Reads what the home holds of the plan's members; the caller holds the register still, so that nobody takes a consent
    /// back between this and the last activation.
    ///
    /// Memory: about 100 bytes a message.
    ///
    /// - Parameter context: what was planned, as this home sent it.
    package init(
        of messages: [PlannedMessage], planned context: ContextDefinition, in round: RoundID,
        under agreement: Agreement, home: Home, at now: Timestamp
    ) throws {
        self.context = context
        self.round = round
        self.home = home
        self.now = now
        plan = try home.numberingPlan()
        hours = HoursCheck(plan: plan)
        let terms = ConsentTerms(agreement)
        self.terms = terms
        let wanted = Set(messages.map(\.handle))
        var digits: [Handle: UInt64] = [:]
        for row in try home.matches(of: round) where wanted.contains(row.handle) { digits[row.handle] = row.digits }
        self.digits = digits
        revoked = try home.revokedHandles(of: round)
        // What came after the list was blinded counts as well: a withdrawal above all.
        let registered = try RegisteredNumber.all(of: Set(digits.values), in: home)
        var claims: [UInt64: NumberClaim] = [:]
        for number in digits.values { claims[number] = NumberClaim(registered[number], terms: terms) }
        var spool = try home.spooledRows(of: round)
        while let row = try spool.next() {
            guard claims[row.digits] != nil, let record = try RowPayload(parsing: row.payload).consent else { continue }
            claims[row.digits]?.add(ConsentClaim(record, row: Int(row.row), terms: terms))
        }
        self.claims = claims.mapValues(\.claim)
    }

    /// The activation of a message; nil where it is left out, which is counted.
    package mutating func activation(of message: PlannedMessage) throws -> Activation? {
        do throws(OmissionReason) {
            return try checked(message)
        } catch {
            switch error {
            case .omitted(let omission): omitted[omission.rawValue, default: 0] += 1
            case .failed(let failure): throw failure
            }
            return nil
        }
    }

    private enum OmissionReason: Error {
        case omitted(Omission)
        case failed(any Error)
    }

    private mutating func checked(_ message: PlannedMessage) throws(OmissionReason) -> Activation {
        guard let digits = digits[message.handle] else { throw .omitted(.unknownHandle) }
        guard !revoked.contains(message.handle) else { throw .omitted(.revoked) }
        let decision: StoredDecision?
        do { decision = try home.decision(of: message.handle, in: round) } catch { throw .failed(error) }
        guard let decision, decision.isAllowed, decision.until.map({ $0 > now }) ?? true else {
            throw .omitted(.notAllowed)
        }
        guard decision.channels.contains(message.channel) else { throw .omitted(.otherChannel) }
        // The consent must cover this very channel, not one of the agreement's.
        let narrowed = ConsentTerms(
            sender: terms.sender, purpose: terms.purpose, channels: [message.channel], policies: terms.policies)
        guard let claim = claims[digits], case .granted = claim.optIn(under: narrowed, at: now) else {
            throw .omitted(.noCurrentConsent)
        }
        guard let number = PhoneNumber(digits: digits), plan.isValid(number) else {
            throw .omitted(.notValid)
        }
        // The coordinator planned by the end that it knew; the register may know an earlier one.
        let end = [message.notAfter, decision.until, claim.expiry].compactMap(\.self).reduce(message.notAfter, min)
        guard end.seconds - max(message.sendAfter, now).seconds >= Self.shortest else { throw .omitted(.late) }
        let cut = PlannedMessage(
            handle: message.handle, channel: message.channel, text: message.text, sendAfter: message.sendAfter,
            notAfter: end)
        guard let allowed = decision.hours?.intersection(context.hours),
            hours.contain(cut, of: number, on: context.weekdays, allowed)
        else {
            throw .omitted(.outsideHours)
        }
        return Activation(number: number.e164, message: cut)
    }
}
