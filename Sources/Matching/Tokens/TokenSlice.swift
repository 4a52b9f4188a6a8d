// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Tokens of one list that lie side by side, with their rows.
struct TokenSlice {
    let list: Int
    /// Two words a token, as its bytes lie in memory.
    let tokens: UnsafePointer<UInt64>
    let rows: UnsafePointer<UInt32>
    let count: Int
}
