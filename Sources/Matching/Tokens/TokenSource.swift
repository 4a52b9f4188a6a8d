// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The tokens of one partition, which can be gone through more than once.
protocol TokenSource {
    /// How many there are.
    var count: Int { get }
    /// Hands out all of them, a slice at a time; a slice is valid during the call.
    func forEachSlice(_ body: (TokenSlice) throws -> Void) throws
}
