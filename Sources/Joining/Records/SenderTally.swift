// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The senders of records that are none of those wanted, as they are spelt, with how often.
struct SenderTally {
    private var counts: [String: Int] = [:]

    /// More spellings than these are not kept: a list of many senders needs no count of each.
    private static let kept = 64
    /// More spellings than these are not told.
    private static let shown = 3

    mutating func add(_ sender: String) {
        guard counts.count < Self.kept || counts[sender] != nil else { return }
        counts[sender, default: 0] += 1
    }

    /// The most frequent spellings; one with as many digits as a number has is not repeated.
    var spellings: [String] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.shown).map { sender, _ in
            sender.count(where: \.isNumber) < 5 ? sender : "…"
        }
    }
}
