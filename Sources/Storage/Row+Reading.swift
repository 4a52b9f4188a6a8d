// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GRDB

/// Reads columns without trusting their types: a wrong one is damage, not a trap.
extension Row {
    func bytes(_ column: String) throws -> [UInt8] {
        guard let bytes = try optionalBytes(column) else { throw Self.damage(column) }
        return bytes
    }

    func optionalBytes(_ column: String) throws -> [UInt8]? {
        let value: DatabaseValue = self[column]
        if value.isNull { return nil }
        guard case .blob(let data) = value.storage else { throw Self.damage(column) }
        return Array(data)
    }

    func integer(_ column: String) throws -> Int64 {
        let value: DatabaseValue = self[column]
        guard case .int64(let number) = value.storage else { throw Self.damage(column) }
        return number
    }

    func optionalInteger(_ column: String) throws -> Int64? {
        let value: DatabaseValue = self[column]
        return value.isNull ? nil : try integer(column)
    }

    func text(_ column: String) throws -> String {
        let value: DatabaseValue = self[column]
        guard case .string(let text) = value.storage else { throw Self.damage(column) }
        return text
    }

    private static func damage(_ column: String) -> StorageError {
        .damaged("the column \(column) holds a value of another type")
    }
}
