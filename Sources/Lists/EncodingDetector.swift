// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Finds out in which encoding a list is written, from its first bytes.
///
/// Only what these bytes show can be found: where the first 256 KiB are ASCII and something else comes later, the list is read
/// as UTF-8 and the rows that are not are refused one by one (`invalid-encoding`), unless the caller names the encoding.
struct EncodingDetector {
    /// What was found.
    struct Finding {
        let encoding: ListEncoding
        /// Of UTF-16: whether the high byte comes first.
        var isBigEndian = false
        /// Whether it was concluded from the text and not said by a mark or the caller.
        var isGuess = false
    }

    /// The first bytes, unpacked.
    let bytes: [UInt8]
    /// Whether this is all there is.
    let isWhole: Bool
    /// The file's name for errors.
    let name: String

    /// - Parameter choice: what the caller says.
    /// - Throws: `ListError` where the list is plainly UTF-16 and the caller says otherwise.
    func find(_ choice: ListEncoding?) throws(ListError) -> Finding {
        let mark: Finding? =
            bytes.starts(with: [0xFF, 0xFE])
            ? Finding(encoding: .utf16)
            : bytes.starts(with: [0xFE, 0xFF]) ? Finding(encoding: .utf16, isBigEndian: true) : nil
        switch choice {
        case .utf16: return mark ?? Finding(encoding: .utf16, isBigEndian: zeros.even > zeros.odd)
        case .some(let choice):
            guard mark == nil, wide == nil else {
                throw ListError(
                    .badData,
                    "\(name): the file is UTF-16 and not \(choice.title); say --encoding utf-16, or leave it out.")
            }
            return Finding(encoding: choice)
        case nil:
            return mark ?? wide ?? Finding(encoding: isWindows1252 ? .windows1252 : .utf8, isGuess: isWindows1252)
        }
    }

    /// Zero bytes at even and odd places.
    private var zeros: (even: Int, odd: Int) {
        (0..<bytes.count / 2).reduce(into: (even: 0, odd: 0)) { count, pair in
            if bytes[2 * pair] == 0 { count.even += 1 }
            if bytes[2 * pair + 1] == 0 { count.odd += 1 }
        }
    }

    /// UTF-16 without a mark: about every other byte of Latin text is zero, always on the same side.
    private var wide: Finding? {
        let pairs = bytes.count / 2
        let zeros = zeros
        guard pairs >= 4, max(zeros.even, zeros.odd) * 10 >= pairs * 8, min(zeros.even, zeros.odd) * 10 < pairs else {
            return nil
        }
        return Finding(encoding: .utf16, isBigEndian: zeros.even > zeros.odd, isGuess: true)
    }

    /// Whether the bytes are no UTF-8, not even for the most part, and nothing in them speaks against Windows-1252: no byte
    /// that stands for no character there, and no control but those of text.
    private var isWindows1252: Bool {
        let isText = bytes.allSatisfy { byte in
            switch byte {
            case 0x09...0x0D, 0x1A, 0x20...0x7E: true
            case 0x80...: TranscodingSource.windows1252(byte) != nil
            default: false
            }
        }
        guard isText else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            var foreign = 0
            var sound = 0
            var at = 0
            while at < bytes.count {
                let rest = UnsafeBufferPointer(rebasing: bytes[at...])
                let count = ByteScan(rest).soundCount
                // Bytes that start a character of several.
                sound += rest[..<count].count { $0 >= 0xC2 }
                at += count
                guard at < bytes.count else { break }
                // A character may be cut in two where the sample ends.
                if isWhole || at + 3 < bytes.count { foreign += 1 }
                at += 1
            }
            return foreign > sound
        }
    }
}
