// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists

/// The bytes of some fields of a row, to compare the same fields of other rows with.
struct RowTexts: Sendable {
    private let fields: [Int]
    private var bytes: [UInt8] = []
    /// Where each field ends; the negative of it, less one, where the row does not have the field.
    private var ends: [Int] = []

    init(_ fields: [Int], of batch: RowBatch, at index: Int) {
        self.fields = fields
        for field in fields {
            let isThere = batch.withField(field, at: index) { field in
                if let field { bytes.append(contentsOf: field) }
                return field != nil
            }
            ends.append(isThere ? bytes.count : -bytes.count - 1)
        }
    }

    /// True where a row has the same bytes in each of the fields.
    func areThose(of batch: RowBatch, at index: Int) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            return batch.allSatisfy(fields, at: index) { place, field in
                let end = ends[place]
                defer { start = end < 0 ? -(end + 1) : end }
                guard let field else { return end < 0 }
                guard end - start == field.count else { return false }
                guard let these = bytes.baseAddress, let those = field.baseAddress else { return field.isEmpty }
                return memcmp(these + start, those, field.count) == 0
            }
        }
    }
}
