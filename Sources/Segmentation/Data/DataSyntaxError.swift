// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Where bytes stop being JSON, and why; repeats nothing of them.
struct DataSyntaxError: Error, Equatable {
    /// The byte, counted from 0.
    let offset: Int
    /// What is wrong.
    let problem: String

    /// Line and column, both from 1; the column counts characters.
    func place(in bytes: [UInt8]) -> (line: Int, column: Int) {
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return (
            before.count { $0 == UInt8(ascii: "\n") } + 1, String(decoding: before[start...], as: UTF8.self).count + 1
        )
    }
}
