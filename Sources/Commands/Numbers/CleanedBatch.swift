// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers

/// What `numbers clean` makes of a batch on any thread, filled again for the next one without allocating.
struct CleanedBatch: Sendable {
    /// A row that is left out.
    struct Left: Sendable {
        let index: Int
        let reason: String
    }

    /// The numbers that are taken, one a line.
    private(set) var lines: [UInt8] = []
    /// Their digits, where repetitions are to be found.
    private(set) var digits: [UInt64] = []
    /// The rows that are left out, where they are to be written.
    private(set) var left: [Left] = []
    private(set) var tally = NumbersTally()
    /// Numbers that are taken.
    private(set) var taken = 0

    /// What the command was asked for.
    struct Wishes: Sendable {
        let plan: NumberingPlan
        let region: Region?
        let takesPossible: Bool
        /// Whether each number is written once: then `digits` are filled, else `lines`.
        let isUnique: Bool
        let writesRejects: Bool
    }

    mutating func fill(from batch: RowBatch, for wishes: Wishes) {
        let plan = wishes.plan
        lines.removeAll(keepingCapacity: true)
        digits.removeAll(keepingCapacity: true)
        left.removeAll(keepingCapacity: true)
        tally = NumbersTally()
        taken = 0
        batch.forEachRow { index, row, bytes in
            let rejection = row.rejection
            let reading: Reading? = rejection == nil ? plan.read(bytes, region: wishes.region) : nil
            // A number that is taken though only possible is counted with its reason all the same.
            let refusal = reading?.refusal(takesPossible: wishes.takesPossible) ?? reading?.reason
            let reason = rejection?.rawValue ?? refusal?.rawValue
            tally.count(reading?.status ?? .invalid, reason: reason)
            if let number = reading?.listed(takesPossible: wishes.takesPossible) {
                taken += 1
                if wishes.isUnique { digits.append(number.digits) } else { Self.append(number.digits, to: &lines) }
            } else if wishes.writesRejects {
                left.append(Left(index: index, reason: reason ?? ""))
            }
        }
    }

    /// Appends a number in E.164 and a line feed.
    static func append(_ digits: UInt64, to lines: inout [UInt8]) {
        lines.append(UInt8(ascii: "+"))
        lines.append(decimal: digits)
        lines.append(0x0A)
    }
}
