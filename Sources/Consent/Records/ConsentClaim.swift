// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// What the rows of one number that were seen so far say about the terms of one agreement, in a fixed size without
/// heap.
///
/// Claims of a number merge in any order and any grouping to the same value, so that a list of millions of rows needs
/// one claim a number; the record itself is read again from the row that won (protocol/v1/consent.md §1 and §2).
package struct ConsentClaim: Equatable, Sendable {
    /// How near the records come to the terms.
    private enum Nearness: UInt8 {
        case absent
        case otherSender
        case otherPurpose
        case relevant
    }

    private var nearness = Nearness.absent
    private var channels = ChannelSet()
    private var state = ConsentState.unknown
    private var givenAt: Int64 = 0
    /// `Int64.max` where there is no end.
    private var expiresAt = Int64.max
    private var winner = 0

    /// The claim of a number without records: the neutral element of `merge`.
    package init() {}

    /// The claim of one readable record.
    package init(_ record: ConsentRecord, row: Int, terms: ConsentTerms) {
        guard terms.isSender(of: record) else {
            nearness = .otherSender
            return
        }
        guard record.purpose == terms.purpose else {
            nearness = .otherPurpose
            return
        }
        nearness = .relevant
        channels = ChannelSet(record.channels)
        state = record.state
        givenAt = record.givenAt.seconds
        expiresAt = record.expiresAt?.seconds ?? .max
        winner = row
    }

    /// The claim of a record that differs in its moments, of another row.
    func at(_ given: Timestamp, until end: Timestamp?, row: Int) -> ConsentClaim {
        guard nearness == .relevant else { return self }
        var claim = self
        claim.givenAt = given.seconds
        claim.expiresAt = end?.seconds ?? .max
        claim.winner = row
        return claim
    }

    /// The claim of a row that was refused for its consent fields: `unknown`, for every sender and purpose.
    package init(unreadable row: Int) {
        nearness = .relevant
        winner = row
    }

    /// The claim of what a row's columns say.
    package init(_ reading: ConsentReading, row: Int, terms: ConsentTerms) {
        switch reading {
        case .absent: self.init()
        case .record(let record): self.init(record, row: row, terms: terms)
        case .rejected: self.init(unreadable: row)
        }
    }

    /// Bytes of a row's claim in a temporary file.
    package static let byteCount = 19

    /// Writes the claim of a row at any alignment; the caller guarantees the room, and keeps the row.
    package func store(unalignedAt pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: nearness.rawValue, as: UInt8.self)
        pointer.storeBytes(of: channels.rawValue, toByteOffset: 1, as: UInt8.self)
        pointer.storeBytes(of: state.rank, toByteOffset: 2, as: UInt8.self)
        pointer.storeBytes(of: givenAt, toByteOffset: 3, as: Int64.self)
        pointer.storeBytes(of: expiresAt, toByteOffset: 11, as: Int64.self)
    }

    /// Reads what was written; nil where it is no claim.
    package init?(unalignedAt pointer: UnsafeRawPointer, row: Int) {
        guard let nearness = Nearness(rawValue: pointer.load(as: UInt8.self)),
            let state = ConsentState(rank: pointer.load(fromByteOffset: 2, as: UInt8.self))
        else { return nil }
        self.nearness = nearness
        self.state = state
        channels = ChannelSet(rawValue: pointer.load(fromByteOffset: 1, as: UInt8.self))
        givenAt = pointer.loadUnaligned(fromByteOffset: 3, as: Int64.self)
        expiresAt = pointer.loadUnaligned(fromByteOffset: 11, as: Int64.self)
        winner = nearness == .relevant ? row : 0
    }

    /// Adds what another row of the same number says.
    package mutating func merge(_ other: ConsentClaim) {
        if other.nearness.rawValue > nearness.rawValue
            || (other.nearness == .relevant && other.precedence < precedence)
        {
            self = other
        }
    }

    /// True where a record decides here and another in the other claim, and their states differ; a row that cannot be read
    /// contradicts nothing.
    package func contradicts(_ other: ConsentClaim) -> Bool {
        isReadable && other.isReadable && state != other.state
    }

    /// True where a record decides that grants something and was given at a moment or before.
    package func isGrant(givenUntil moment: Timestamp) -> Bool {
        isReadable && state.grants && givenAt <= moment.seconds
    }

    /// A record has at least one channel.
    private var isReadable: Bool { nearness == .relevant && channels.count > 0 }

    /// The row of the record that decides; nil where no record is for the agreement's sender and purpose.
    package var row: Int? { nearness == .relevant ? winner : nil }

    /// Where the record that decides ends; nil where it has no end, or none decides.
    package var expiry: Timestamp? {
        nearness == .relevant && expiresAt != .max ? Timestamp(seconds: expiresAt) : nil
    }

    /// Applies the checks of §2 at a moment of the caller's clock; the first that fails is the reason.
    package func optIn(under terms: ConsentTerms, at now: Timestamp) -> OptIn {
        switch nearness {
        case .absent: return .refused(.absent)
        case .otherSender: return .refused(.otherSender)
        case .otherPurpose: return .refused(.otherPurpose)
        case .relevant: break
        }
        if let refusal = OptInRefusal(state) { return .refused(refusal) }
        if channels.isDisjoint(with: ChannelSet(terms.channels)) { return .refused(.noChannel) }
        if givenAt > now.seconds { return .refused(.notYet) }
        if expiresAt <= now.seconds { return .refused(.expired) }
        return .granted(row: winner)
    }

    private var precedence: ConsentPrecedence {
        ConsentPrecedence(
            state: state, channels: channels.count, expiresAt: expiresAt, givenAt: givenAt, row: winner)
    }
}
