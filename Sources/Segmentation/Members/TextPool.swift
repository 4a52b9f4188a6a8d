// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Distinct texts, numbered from 0 in the order in which they came.
struct TextPool: Sendable {
    /// Texts are the same where their bytes are; Swift's own equality is wider.
    private struct Key: Hashable, Sendable {
        let text: String

        static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    private(set) var texts: [String] = []
    private var codes: [Key: Int32] = [:]

    /// The number of a text, nil where no one has it.
    func code(of text: String) -> Int32? { codes[Key(text: text)] }

    /// The number of a text, a new one where it is new.
    mutating func intern(_ text: String) -> Int32 {
        if let code = code(of: text) { return code }
        let code = Int32(texts.count)
        texts.append(text)
        codes[Key(text: text)] = code
        return code
    }
}
