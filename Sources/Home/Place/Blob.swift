// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB

/// Turns bytes into what GRDB stores as a blob, and back.
enum Blob {
    static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }

    static func bytes(_ data: Data) -> [UInt8] { Array(data) }

    /// Reads the column `value`; nil where it is NULL.
    static func bytes(of row: Row) -> [UInt8]? { (row["value"] as Data?).map { Array($0) } }
}
