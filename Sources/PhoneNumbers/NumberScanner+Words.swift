// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension NumberScanner {
    /// Words and letters that stand before an extension or digits to dial through, in the languages they are met in.
    private static let extensionMarks: [StaticString] = [
        "x", "xt", "ext", "extn", "extension", "e", "p", "w", "int", "anexo", "ramal", "poste", "dob", "dw",
        "durchwahl",
        "interno", "wew", "tlj",
    ]

    /// Reads letters: none belong in a number, and the reason depends on what they are.
    func letters() -> RejectionReason {
        let following = countDigits(from: position)
        guard digits.count + following > 0 else { return .notANumber }
        if isScientific { return .scientificNotation }
        if digits.count >= 7, following >= 7 { return .severalNumbers }
        return isExtension ? .extension : .letters
    }

    /// Whether from here on there is a mark of an extension, up to eleven digits and nothing else.
    private var isExtension: Bool {
        guard digits.count >= 4 else { return false }
        let wordEnd = bytes[position...].firstIndex { !isLetter($0) } ?? bytes.count
        let word = UnsafeBufferPointer(rebasing: bytes[position..<wordEnd])
        guard Self.extensionMarks.contains(where: { matches(word, $0) }) else { return false }
        let start = bytes[wordEnd...].firstIndex { isDigit($0) } ?? bytes.count
        let end = endOfDigits(from: start)
        return (1...11).contains(end - start) && end == bytes.count
            && bytes[wordEnd..<start].allSatisfy { " .:=#-(".utf8.contains($0) }
    }

    private func matches(_ word: UnsafeBufferPointer<UInt8>, _ mark: StaticString) -> Bool {
        mark.withUTF8Buffer { $0.elementsEqual(word) }
    }
}
