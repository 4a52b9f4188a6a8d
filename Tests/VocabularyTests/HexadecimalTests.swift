// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Hexadecimal")
struct HexadecimalTests {
    @Test("Every byte is written in two lowercase digits and read back")
    func everyByte() {
        let bytes = Array(0...255) as [UInt8]
        let text = Hexadecimal.encode(bytes)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.decode(text, count: 256) == bytes)
        #expect(Hexadecimal.encode([]) == "")
        #expect(Hexadecimal.decode("", count: 0) == [])
    }

    @Test(
        "Other spellings are refused",
        arguments: [
            "", "0", "00", "00000", "00FF", "0x00", "00 0", "g000", "00f\u{E9}", "/000", ":000", "`000",
        ])
    func refused(text: String) {
        #expect(Hexadecimal.decode(text, count: 2) == nil)
    }
}
