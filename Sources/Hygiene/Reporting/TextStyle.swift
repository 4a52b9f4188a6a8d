// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a terminal shows headings, bars and scores; plain where nobody looks at one.
struct TextStyle {
    let isColoured: Bool

    func heading(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    func bar(_ text: String) -> String { isColoured && !text.isEmpty ? "\u{1B}[36m\(text)\u{1B}[0m" : text }

    /// Three columns, flush right.
    func score(_ score: Int) -> String {
        let text = String(repeating: " ", count: max(3 - String(score).count, 0)) + String(score)
        return isColoured ? "\u{1B}[\(score >= 75 ? 31 : 33)m\(text)\u{1B}[0m" : text
    }
}
