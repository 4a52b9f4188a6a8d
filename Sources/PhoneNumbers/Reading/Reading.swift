// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a text was read as; small, so that a hot loop may keep one a row.
package struct Reading: Equatable, Sendable {
    /// E.164 digits, 0 if the text is no possible number.
    package let digits: UInt64
    /// Nil if valid.
    package let reason: RejectionReason?
    /// What was passed over or mended.
    package let notes: ReadingNotes

    @inline(__always)
    init(digits: UInt64 = 0, reason: RejectionReason?, notes: ReadingNotes = []) {
        self.digits = digits
        self.reason = reason
        self.notes = notes
    }

    /// The number if it is at least possible.
    @inline(__always)
    package var number: PhoneNumber? { PhoneNumber(digits: digits) }

    package var status: Assessment.Status {
        reason == nil ? .valid : reason == .invalidForCountry ? .possible : .invalid
    }

    package var assessment: Assessment {
        guard let number else { return .invalid(reason ?? .notANumber) }
        return reason == nil ? .valid(number) : .possible(number)
    }

    /// Why the number goes into no list of people to be reached, nil if it does.
    ///
    /// A number with an extension is another line without it: what one person said would be taken for another's.
    ///
    /// - Parameters:
    ///   - takesPossible: whether numbers are taken whose range is not in use, as suppression lists do.
    ///   - takesExtensions: whether the number without its extension is taken, as suppression lists do, which had rather
    ///     keep one more line from being reached than one fewer.
    @inline(__always)
    package func refusal(takesPossible: Bool, takesExtensions: Bool = false) -> RejectionReason? {
        if let reason, reason != .invalidForCountry || !takesPossible { return reason }
        // Only the length fits, and behind a plus sign it is a number in use: which of the two is meant is a guess.
        if reason != nil, notes.contains(.validWithPlus) { return .missingPlus }
        return notes.contains(.extension) && !takesExtensions ? .extension : nil
    }

    /// The number where it goes into a list; see ``refusal(takesPossible:takesExtensions:)``.
    @inline(__always)
    package func listed(takesPossible: Bool, takesExtensions: Bool = false) -> PhoneNumber? {
        refusal(takesPossible: takesPossible, takesExtensions: takesExtensions) == nil ? number : nil
    }

    @inline(__always)
    func noting(_ more: ReadingNotes) -> Reading {
        Reading(digits: digits, reason: reason, notes: notes.union(more))
    }

    /// Whether one reading tells more of a number than another.
    @inline(__always)
    func isBetter(than other: Reading) -> Bool { status > other.status }
}
