// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension ListSample {
    /// Refuses content that is no text that can be read, with a hint how to make it so.
    static func refuseForeignContent(_ bytes: [UInt8], name: String) throws(ListError) {
        let foreign: [(signature: [UInt8], what: String)] = [
            ([0xFF, 0xFE, 0x00, 0x00], "is UTF-32; convert it, for example with iconv -f UTF-32 -t UTF-8"),
            ([0x00, 0x00, 0xFE, 0xFF], "is UTF-32; convert it, for example with iconv -f UTF-32 -t UTF-8"),
            (
                [0x50, 0x4B, 0x03, 0x04],
                "is a ZIP archive or a spreadsheet (.xlsx, .ods); unpack it or save it as CSV UTF-8"
            ),
            ([0xD0, 0xCF, 0x11, 0xE0], "is an old spreadsheet (.xls); save it as CSV UTF-8"),
            ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with zstd; unpack it or compress it with gzip"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "is compressed with xz; unpack it or compress it with gzip"),
            ([0x42, 0x5A, 0x68], "is compressed with bzip2; unpack it or compress it with gzip"),
            ([0x25, 0x50, 0x44, 0x46], "is a PDF; export the list as CSV UTF-8"),
            ([0x1F, 0x8B], "is compressed twice; unpack it once"),
        ]
        for (signature, what) in foreign where bytes.starts(with: signature) {
            // "BZh" alone could be text; the archive goes on with a digit and the digits of pi.
            if signature.count == 3, !bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59]) { continue }
            throw ListError(.badData, "\(name): the file \(what).")
        }
    }
}
