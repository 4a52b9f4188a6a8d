// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Takes off what spreadsheets and exports put around a field: blanks, quotes, `="…"`, a leading apostrophe.
enum FieldTrimmer {
    static func trim(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = bytes.startIndex
        var end = bytes.endIndex
        while true {
            while start < end, isBlank(bytes[start]) { start += 1 }
            while start < end, isBlank(bytes[end - 1]) { end -= 1 }
            guard start < end else { break }
            let first = bytes[start]
            let isQuote = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
            if isQuote, end - start >= 2, bytes[end - 1] == first {
                start += 1
                end -= 1
            } else if first == UInt8(ascii: "'") {
                start += 1
            } else if first == UInt8(ascii: "="), end - start >= 3, bytes[start + 1] == UInt8(ascii: "\"") {
                start += 1
            } else {
                break
            }
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        // Line ends are folded to slashes; at the rim neither means anything.
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "/")
    }
}
