// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent

/// A row of a list with a number, and what it claims of it, in a fixed size.
struct ClaimedRow {
    /// Bytes in a temporary file, beside the digits.
    static let byteCount = 9 + ConsentClaim.byteCount

    let digits: UInt64
    let row: UInt32
    let line: UInt32
    /// False where the row was refused for something else than its number, and only its claim counts.
    let isCandidate: Bool
    let claim: ConsentClaim

    init(digits: UInt64, row: UInt32, line: UInt32, isCandidate: Bool, claim: ConsentClaim) {
        self.digits = digits
        self.row = row
        self.line = line
        self.isCandidate = isCandidate
        self.claim = claim
    }

    func store(in record: UnsafeMutableRawBufferPointer) {
        guard record.count == Self.byteCount, let base = record.baseAddress else { return }
        base.storeBytes(of: row, as: UInt32.self)
        base.storeBytes(of: line, toByteOffset: 4, as: UInt32.self)
        base.storeBytes(of: isCandidate ? 1 : 0, toByteOffset: 8, as: UInt8.self)
        claim.store(unalignedAt: base + 9)
    }

    /// Reads what was written; nil where it is no row.
    init?(digits: UInt64, record: UnsafeRawBufferPointer) {
        guard record.count == Self.byteCount, let base = record.baseAddress, record[8] < 2 else { return nil }
        self.digits = digits
        row = base.loadUnaligned(as: UInt32.self)
        line = base.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
        isCandidate = record[8] == 1
        guard let claim = ConsentClaim(unalignedAt: base + 9, row: Int(row)) else { return nil }
        self.claim = claim
    }
}
