// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
package import Home
import Ristretto
import Secrets

/// `symbolon blind --rows`: blinds a part of a list, on this machine or another, for `symbolon blind --merge`.
///
/// A part is a store of elements and nothing else: what of the list counts is decided when the parts are merged.
package struct PartBlinding: Sendable {
    package let preparation: ListPreparation
    /// Numbers of rows, the first being 1.
    package let rows: ClosedRange<UInt64>

    package init(preparation: ListPreparation, rows: ClosedRange<UInt64>) {
        self.preparation = preparation
        self.rows = rows
    }

    /// Blinds the part and answers how many numbers it holds.
    ///
    /// The round's key is drawn where there is none. Blocks its thread.
    package func run(
        round number: UInt32, to output: PartOutput, progress: (JoinEvent) -> Void
    ) throws -> Int {
        let home = preparation.home
        let agreement = preparation.agreement
        try preparation.checkRound(number)
        try preparation.checkPlan()
        try drawKey(number)
        let (numbers, report) = try preparation.intake.read(rows: rows) { progress(.reading(rows: $0)) }
        progress(.read(report))
        progress(.blinding(rows: numbers.count))
        let round = agreement.roundID(number)
        let key = try Scalar(canonical: home.secretOfParts(of: round))
        var writer = try home.writePart(of: round, to: output)
        try ListBlinding(round: round).blindPart(numbers, key: key) {
            progress(.blinded(rows: $0, total: numbers.count))
        } into: { digits, elements in
            try elements.withUnsafeBytes { try writer.append(digits: digits, elements: $0) }
        }
        try writer.commit()
        return numbers.count
    }

    /// Tries to have the home for the moment that drawing takes; another part may be drawing it.
    private static let tries = 200

    private func drawKey(_ number: UInt32) throws {
        let home = preparation.home
        let agreement = preparation.agreement.id
        for attempt in 1...Self.tries {
            if try home.canMakeParts(of: agreement, number: number) { return }
            do {
                let lock = try home.lock()
                return try home.beginParts(of: agreement, number: number, holding: lock) {
                    try Scalar.random().withUnsafeBytes { try SecretBytes(copying: $0) }
                }
            } catch HomeError.busy where attempt < Self.tries {
                Offload.pause(milliseconds: 50)
            }
        }
    }
}
