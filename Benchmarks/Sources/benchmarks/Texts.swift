// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CLibphonenumber
import PhoneNumbers

/// The inputs of one benchmark, once for each side: the same bytes with the same regions.
final class Texts {
    let bytes: [UInt8]
    let ends: [Int]
    let regions: [Region?]
    /// The same, copied for libphonenumber.
    let copy: OpaquePointer

    init(_ rows: [(text: String, region: Region?)]) {
        bytes = rows.flatMap { Array($0.text.utf8) }
        ends = rows.reduce(into: []) { $0.append(($0.last ?? 0) + $1.text.utf8.count) }
        regions = rows.map(\.region)
        copy = cpn_texts_create(bytes, ends, rows.map { $0.region.map(Texts.packed) ?? 0 }, rows.count)
    }

    deinit { cpn_texts_destroy(copy) }

    var count: Int { ends.count }

    /// Reads every text as the hot loop of a list does; writes the digits of valid numbers, else 0.
    func read(by plan: NumberingPlan, into digits: UnsafeMutableBufferPointer<UInt64>) {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            for index in ends.indices {
                let text = UnsafeRawBufferPointer(rebasing: bytes[start..<ends[index]])
                let reading = plan.read(text, region: regions[index])
                digits[index] = reading.reason == nil ? reading.digits : 0
                start = ends[index]
            }
        }
    }

    /// Reads every text and writes the E.164 text of valid numbers; answers the bytes of all.
    func readToText(by plan: NumberingPlan) -> Int {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            var total = 0
            for index in ends.indices {
                let reading = plan.read(
                    UnsafeRawBufferPointer(rebasing: bytes[start..<ends[index]]), region: regions[index])
                if reading.reason == nil, let number = reading.number { total += number.e164.utf8.count }
                start = ends[index]
            }
            return total
        }
    }

    func forEach(_ body: (Int, UnsafeRawBufferPointer, Region?) -> Void) {
        bytes.withUnsafeBytes { bytes in
            var start = 0
            for index in ends.indices {
                body(index, UnsafeRawBufferPointer(rebasing: bytes[start..<ends[index]]), regions[index])
                start = ends[index]
            }
        }
    }

    private static func packed(_ region: Region) -> UInt16 {
        region.code.utf8.reduce(0) { $0 << 8 | UInt16($1) }
    }
}
