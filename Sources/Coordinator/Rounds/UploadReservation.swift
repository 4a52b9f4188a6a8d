// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns

/// A chunk's place while uploads to it are under way: all of them bring the same bytes.
struct UploadReservation {
    /// The output that all of them bring.
    let digest: Digest
    /// How many there are.
    var count: Int
}
