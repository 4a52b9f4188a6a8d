// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Letters as the keys of a telephone (ITU-T E.161).
enum Keypad {
    /// What becomes of the letters of a number.
    enum Use {
        case none
        /// Three or more are dialled.
        case vanity
        /// One or two are passed over.
        case dropped
        /// It is a guess which digits are meant: a letter between digits (O for 0).
        case refused
    }

    static func use(of number: Characters) -> Use {
        let letters = number.count(where: \.isASCIILetter)
        guard letters > 0 else { return .none }
        guard letters < 3 else { return .vanity }
        // The letter x holds the place of a carrier's code.
        guard let first = number.firstIndex(where: { $0.isASCIILetter && $0 | 0x20 != UInt8(ascii: "x") }) else {
            return .none
        }
        return number.dropping(first).contains(where: \.isASCIIDigit) ? .refused : .dropped
    }

    /// The digit (0 to 9) of a letter.
    static func digit(of letter: UInt8) -> UInt8 {
        switch letter | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "c"): 2
        case UInt8(ascii: "d")...UInt8(ascii: "f"): 3
        case UInt8(ascii: "g")...UInt8(ascii: "i"): 4
        case UInt8(ascii: "j")...UInt8(ascii: "l"): 5
        case UInt8(ascii: "m")...UInt8(ascii: "o"): 6
        case UInt8(ascii: "p")...UInt8(ascii: "s"): 7
        case UInt8(ascii: "t")...UInt8(ascii: "v"): 8
        default: 9
        }
    }

    /// Writes the digits (0 to 9) of a number, letters dialled if there are at least three; answers their count.
    static func dial(_ number: Characters, into digits: UnsafeMutablePointer<UInt8>) -> Int {
        let dialsLetters = number.count(where: \.isASCIILetter) >= 3
        var count = 0
        for position in 0..<number.count {
            let byte = number[position]
            if byte.isASCIIDigit {
                digits[count] = byte - 0x30
                count += 1
            } else if dialsLetters, byte.isASCIILetter {
                digits[count] = digit(of: byte)
                count += 1
            }
        }
        return count
    }
}
