// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension Substring {
    /// Without spaces and tabs at both ends, the optional white space of RFC 9110.
    func trimmingSpaces() -> Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
