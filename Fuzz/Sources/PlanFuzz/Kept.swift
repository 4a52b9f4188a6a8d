// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The things that are kept of a larger table, in the order of first use.
struct Kept {
    private(set) var places: [Int] = []
    private var known: [Int: Int] = [:]

    /// The new place of an old one.
    mutating func keep(_ place: Int) -> Int {
        if let new = known[place] { return new }
        known[place] = places.count
        places.append(place)
        return places.count - 1
    }
}
