// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Keeps the strongest of however many candidates, in bounded memory.
struct Strongest<Candidate> {
    private let size: Int
    private let strength: (Candidate) -> Double
    private(set) var candidates: [Candidate] = []
    private var weakest = -Double.infinity

    init(_ size: Int, by strength: @escaping (Candidate) -> Double) {
        self.size = size
        self.strength = strength
    }

    mutating func offer(_ candidate: Candidate) {
        guard strength(candidate) > weakest else { return }
        candidates.append(candidate)
        // Twice as many are kept, so that sorting is seldom.
        if candidates.count > 2 * size { trim() }
    }

    /// The strongest, in falling order.
    mutating func sorted() -> [Candidate] {
        trim()
        return candidates
    }

    private mutating func trim() {
        candidates.sort { strength($0) > strength($1) }
        candidates.removeLast(max(candidates.count - size, 0))
        if candidates.count == size, let last = candidates.last { weakest = strength(last) }
    }
}
