// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension DialledDigits {
    /// What a text dials, or why it dials nothing.
    enum Scan {
        case dialled(DialledDigits)
        case rejected(RejectionReason)
    }

    /// Takes the digits out of one field of UTF-8 text.
    static func scan(_ text: UnsafeRawBufferPointer) -> Scan {
        guard let folded = FoldedText(text) else { return .rejected(.notANumber) }
        return folded.withBytes { bytes in
            let field = FieldTrimmer.trim(bytes)
            guard !field.isEmpty else { return .rejected(.empty) }
            var scanner = NumberScanner(field)
            return scanner.scan()
        }
    }
}
