// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How consents that are refused for their sender spell it, and how the agreement does.
package struct OtherSenders: Equatable, Sendable {
    /// The agreement's.
    package let wanted: String
    /// The most frequent others.
    package let found: [String]

    package init(wanted: String, found: [String]) {
        self.wanted = wanted
        self.found = found
    }

    /// One clause with both spellings, and where they part: that may be a character which looks the same.
    package var text: String {
        let others = found.map { "\"\($0)\"" }.joined(separator: ", ")
        let place = found.count == 1 ? ", which differs from its character \(difference(found[0])) on" : ""
        return "consents name the sender \(others), the agreement \"\(wanted)\"\(place)"
    }

    /// The first character that is another, counted from 1 in Unicode scalars.
    private func difference(_ other: String) -> Int {
        zip(wanted.unicodeScalars, other.unicodeScalars).prefix { $0 == $1 }.count + 1
    }
}
