// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// The sections of a plan's file where they lie in memory.
///
/// Nothing here checks a bound: whoever makes tables has checked all of them (``PlanFile``) or owns the file.
struct PlanTables {
    let info: UnsafeBufferPointer<UInt8>
    let regions: UnsafeBufferPointer<cnp_region>
    /// The place of each country code below 1000 in `codes`; 0xFFFF where there is none.
    let codeIndex: UnsafeBufferPointer<UInt16>
    let codes: UnsafeBufferPointer<cnp_code>
    let layouts: UnsafeBufferPointer<cnp_layout>
    /// Ten successors and an output for each state.
    let states: UnsafeBufferPointer<UInt16>
    let outputs: UnsafeBufferPointer<cnp_output>
    /// Ten successors for each state, what matches when the text goes on, and what when it ends.
    let prefixStates: UnsafeBufferPointer<UInt16>
    let matches: UnsafeBufferPointer<cnp_match>
    let textOffsets: UnsafeBufferPointer<UInt32>
    let texts: UnsafeBufferPointer<UInt8>
    let zoneOffsets: UnsafeBufferPointer<UInt32>
    let zones: UnsafeBufferPointer<UInt32>
    let locations: PrefixTable
    let carriers: PrefixTable
    let zonesByPrefix: PrefixTable
    /// Ten successors and a layout for each state.
    let layoutStates: UnsafeBufferPointer<UInt16>
    /// Says what content a file has; two files of the same digest are taken for the same.
    let digest: UInt64
    /// The region of each pair of letters, 0xFFFF where there is none.
    let regionOfLetters: UnsafeBufferPointer<UInt16>

    /// 16-bit words of a state that judges, or chooses a layout.
    static let stateStride = 11
    /// 16-bit words of a state that takes off a prefix.
    static let prefixStateStride = 12
    static let none: UInt16 = 0xFFFF
    static let magic: [UInt8] = Array("SYMPLAN".utf8) + [1]
    static let sectionCount = 24

    /// Lays the tables over a file's bytes, which must be there as long as the tables.
    ///
    /// - Parameter base: aligned to 8 bytes; starts with a directory of `sectionCount` sections that lie in the file.
    init(base: UnsafeRawPointer) {
        let header = base.load(as: cnp_header.self)
        digest = header.digest
        let directory = (base + MemoryLayout<cnp_header>.stride).assumingMemoryBound(to: cnp_section.self)
        func section<T>(_ index: Int, as type: T.Type) -> UnsafeBufferPointer<T> {
            let entry = directory[index]
            return UnsafeBufferPointer(
                start: (base + Int(entry.offset)).assumingMemoryBound(to: T.self),
                count: Int(entry.size) / MemoryLayout<T>.stride)
        }
        info = section(0, as: UInt8.self)
        regions = section(1, as: cnp_region.self)
        codeIndex = section(2, as: UInt16.self)
        codes = section(3, as: cnp_code.self)
        layouts = section(4, as: cnp_layout.self)
        states = section(5, as: UInt16.self)
        outputs = section(6, as: cnp_output.self)
        prefixStates = section(7, as: UInt16.self)
        matches = section(8, as: cnp_match.self)
        textOffsets = section(9, as: UInt32.self)
        texts = section(10, as: UInt8.self)
        zoneOffsets = section(11, as: UInt32.self)
        zones = section(12, as: UInt32.self)
        let widths = section(13, as: UInt32.self)
        func table(_ index: Int) -> PrefixTable {
            PrefixTable(
                blocks: section(14 + 3 * index, as: cnp_block.self), body: section(15 + 3 * index, as: UInt8.self),
                values: section(16 + 3 * index, as: UInt32.self), width: Int(widths[index]))
        }
        locations = table(0)
        carriers = table(1)
        zonesByPrefix = table(2)
        layoutStates = section(23, as: UInt16.self)
        let letters = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: 26 * 26)
        letters.initialize(repeating: Self.none)
        for (place, region) in regions.enumerated() {
            if let index = Self.letterIndex(region.region) { letters[index] = UInt16(truncatingIfNeeded: place) }
        }
        regionOfLetters = UnsafeBufferPointer(letters)
    }

    /// The place of a pair of letters in `regionOfLetters`.
    static func letterIndex(_ packed: UInt16) -> Int? {
        let first = Int(packed >> 8) - 0x41
        let second = Int(packed & 0xFF) - 0x41
        return (0..<26).contains(first) && (0..<26).contains(second) ? first * 26 + second : nil
    }

    func text(_ place: Int) -> String { String(decoding: textBytes(place), as: UTF8.self) }

    /// The UTF-8 bytes of a text.
    func textBytes(_ place: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
        texts[Int(textOffsets[place])..<Int(textOffsets[place + 1])]
    }

    /// The names of a list of zones, ascending.
    func zoneNames(_ list: Int) -> [String] {
        zones[Int(zoneOffsets[list])..<Int(zoneOffsets[list + 1])].map { text(Int($0)) }
    }
}
