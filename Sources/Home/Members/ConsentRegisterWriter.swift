// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

/// Takes the entries of a new consent register; see `Home.replaceConsents`.
package struct ConsentRegisterWriter: ~Copyable {
    private var file: SealedRecordWriter
    private var last: UInt64 = 0

    /// Entries so far.
    package private(set) var count = 0

    init(_ files: ConsentRegisterFiles) throws { file = try files.create() }

    /// Appends an entry; the numbers ascend, and entries of one number keep the order in which they come.
    ///
    /// - Throws: `HomeError.refusedEntry` for a number that has not 7 to 15 digits or lies below the one before, and for a
    ///   payload of more than 8,192 bytes.
    package mutating func append(_ entry: RegisteredConsent) throws {
        func refusal(_ problem: String) -> HomeError { .refusedEntry(.consents, index: count, problem: problem) }
        guard RowMapEntry.isPlausible(entry.digits) else { throw refusal("it has not 7 to 15 digits") }
        guard entry.digits >= last else { throw refusal("its number lies below the one before: sort by number") }
        guard entry.payload.count <= RecordLayout.maximumPayloadBytes else {
            throw refusal("its record is longer than \(RecordLayout.maximumPayloadBytes) bytes")
        }
        try file.append(entry.payload) { $0.storeBytes(of: entry.digits.bigEndian, as: UInt64.self) }
        last = entry.digits
        count += 1
    }

    consuming func commit() throws { try file.commit() }
}
