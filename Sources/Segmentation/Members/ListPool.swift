// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Distinct lists of texts, each as the numbers of its texts, numbered from 0 in the order in which they came.
struct ListPool: Sendable {
    private(set) var lists: [[Int32]] = []
    private var codes: [[Int32]: Int32] = [:]

    /// The number of a list, nil where no one has it.
    func code(of list: [Int32]) -> Int32? { codes[list] }

    /// The number of a list, a new one where it is new.
    mutating func intern(_ list: [Int32]) -> Int32 {
        if let code = codes[list] { return code }
        let code = Int32(lists.count)
        lists.append(list)
        codes[list] = code
        return code
    }
}
