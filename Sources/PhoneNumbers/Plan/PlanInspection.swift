// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// Looks at every reference of a plan that came from a file, so that reading numbers by it needs to look at none.
struct PlanInspection {
    let tables: PlanTables

    /// Tables by prefix, each with a width of its own.
    private static let prefixTableCount = 3
    /// Characters of the longest layout: twice those of the longest national number, and a prefix.
    private static let longestLayout = 40
    /// The section of the widths.
    private static let widths = 13
    /// The most breakpoints of a block, so that looking at all of them takes no longer than the file is large.
    private static let blockLimit = 32

    /// The bytes of one record of each section.
    private static let strides: [Int] =
        [
            1, MemoryLayout<cnp_region>.stride, 2, MemoryLayout<cnp_code>.stride, MemoryLayout<cnp_layout>.stride,
            2 * PlanTables.stateStride,
            MemoryLayout<cnp_output>.stride, 2 * PlanTables.prefixStateStride, MemoryLayout<cnp_match>.stride, 4, 1, 4,
            4, 4,
        ] + Array(repeating: [MemoryLayout<cnp_block>.stride, 1, 4], count: 3).flatMap(\.self)
        + [2 * PlanTables.stateStride]

    /// Checks that the sections of a file lie inside it, aligned, and hold whole records.
    static func checkSections(_ base: UnsafeRawPointer, count: Int) throws(PlanError) {
        let directory = base + MemoryLayout<cnp_header>.stride
        for index in 0..<PlanTables.sectionCount {
            let section = directory.load(
                fromByteOffset: index * MemoryLayout<cnp_section>.stride, as: cnp_section.self)
            guard section.offset % 8 == 0, Int(section.offset) + Int(section.size) <= count,
                Int(section.size) % strides[index] == 0
            else { throw .inconsistent(table: "sections") }
            // Laying the tables over the file reads the widths, before anything else is looked at.
            guard index != widths || Int(section.size) == prefixTableCount * strides[index] else {
                throw .inconsistent(table: "sections")
            }
        }
    }

    func check() throws(PlanError) {
        try require(
            tables.codeIndex.count == 1000 && !tables.regions.isEmpty && tables.regions.count < Int(PlanTables.none)
                && tables.codes.count < 1000 && !tables.outputs.isEmpty && !tables.matches.isEmpty, "sections")
        try checkTexts()
        try checkStates()
        try checkRegions()
        try checkCodes()
        try checkPrefixes()
        try checkLayouts()
    }

    private func require(_ holds: Bool, _ table: String) throws(PlanError) {
        guard holds else { throw .inconsistent(table: table) }
    }

    private var textCount: Int { tables.textOffsets.count - 1 }
    private var listCount: Int { tables.zoneOffsets.count - 1 }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    private func checkTexts() throws(PlanError) {
        for (offsets, end, table) in [
            (tables.textOffsets, tables.texts.count, "texts"), (tables.zoneOffsets, tables.zones.count, "zones"),
        ] {
            try require(!offsets.isEmpty && Int(offsets[offsets.count - 1]) <= end, table)
            for (first, second) in zip(offsets, offsets.dropFirst()) { try require(first <= second, table) }
        }
        // What is shown on a terminal must not steer it.
        try require(
            !String(decoding: tables.texts, as: UTF8.self).unicodeScalars.contains(where: Self.isControl), "texts")
        for text in tables.zones { try require(Int(text) < textCount, "zones") }
    }

    /// The longest way through an automaton: the digits of a national number, and one for the root.
    private static let mostStates = 18

    /// Checks that the states of an automaton stand behind all that they lead to, so that no way goes in a circle, and that no way
    /// is longer than a number; state 0 leads to itself.
    private func checkWays(_ states: UnsafeBufferPointer<UInt16>, stride: Int, _ table: String) throws(PlanError) {
        let count = states.count / stride
        try require(count > 0, table)
        var lengths = [UInt8](repeating: 1, count: count)
        for state in 0..<count {
            for digit in 0..<10 {
                let next = Int(states[state * stride + digit])
                try require(state == 0 ? next == 0 : next < state, table)
                if next > 0 { lengths[state] = max(lengths[state], lengths[next] + 1) }
            }
            try require(Int(lengths[state]) <= Self.mostStates, table)
        }
    }

    private func checkStates() throws(PlanError) {
        let stride = PlanTables.stateStride
        let count = tables.states.count / stride
        try checkWays(tables.states, stride: stride, "states")
        for state in 0..<count {
            try require(Int(tables.states[state * stride + 10]) < tables.outputs.count, "states")
        }
        for output in tables.outputs {
            try require(
                output.type <= NumberType.unknownCode && isRegion(output.region) && isRegion(output.named_region),
                "outputs")
        }
        let prefixStride = PlanTables.prefixStateStride
        let prefixCount = tables.prefixStates.count / prefixStride
        try checkWays(tables.prefixStates, stride: prefixStride, "prefixes")
        for state in 0..<prefixCount {
            for record in 10..<12 {
                try require(Int(tables.prefixStates[state * prefixStride + record]) < tables.matches.count, "prefixes")
            }
        }
        for match in tables.matches where match.group_start != 255 {
            try require(match.group_start <= match.group_end && match.group_end <= match.end, "prefixes")
        }
    }

    private func isRegion(_ place: UInt16) -> Bool { place == PlanTables.none || Int(place) < tables.regions.count }

    private func isState(_ state: UInt16) -> Bool { Int(state) < tables.states.count / PlanTables.stateStride }

    private func checkRegions() throws(PlanError) {
        let prefixCount = tables.prefixStates.count / PlanTables.prefixStateStride
        for region in tables.regions {
            try require(
                (region.region == 0 || PlanTables.letterIndex(region.region) != nil) && isState(region.root)
                    && Int(region.exit_root) < prefixCount && Int(region.trunk_root) < prefixCount
                    && (region.name == PlanTables.none || Int(region.name) < textCount)
                    && region.country_code < 1000
                    && tables.codeIndex[Int(region.country_code)] != PlanTables.none, "regions")
            let transform = withUnsafeBytes(of: region.transform) { Array($0) }
            try require(
                transform[0] == 255 || transform[0] <= 7 && transform.dropFirst().allSatisfy { $0 < 10 }, "regions")
        }
    }

    private func checkCodes() throws(PlanError) {
        for (code, place) in tables.codeIndex.enumerated() where place != PlanTables.none {
            try require(
                Int(place) < tables.codes.count && Int(tables.codes[Int(place)].country_code) == code, "country codes")
        }
        for code in tables.codes {
            try require(
                (1..<1000).contains(code.country_code) && Int(code.digit_count) == String(code.country_code).count
                    && Int(code.main_region) < tables.regions.count && isState(code.root)
                    && (code.zones == PlanTables.none || Int(code.zones) < listCount)
                    && (code.mobile_token < 10 || code.mobile_token == 255)
                    && Int(code.layout_root) < tables.layoutStates.count / PlanTables.stateStride, "country codes")
        }
    }

    private func checkLayouts() throws(PlanError) {
        let stride = PlanTables.stateStride
        try checkWays(tables.layoutStates, stride: stride, "layouts")
        for state in 0..<tables.layoutStates.count / stride {
            try require(Int(tables.layoutStates[state * stride + 10]) < tables.layouts.count, "layouts")
        }
        for layout in tables.layouts {
            for text in [layout.national, layout.international] where text != PlanTables.none {
                try require(Int(text) < textCount && isLayout(text), "layouts")
            }
        }
    }

    /// Whether a text is made of digits, marks and letters for digits, and not too long for a number.
    private func isLayout(_ text: UInt16) -> Bool {
        let bytes = tables.textBytes(Int(text))
        return bytes.count <= Self.longestLayout
            && bytes.allSatisfy { (0x61..<0x61 + 17).contains($0) || (0x20..<0x3A).contains($0) }
    }

    private func checkPrefixes() throws(PlanError) {
        try check(tables.locations, "locations", values: textCount)
        try check(tables.carriers, "carriers", values: textCount)
        try check(tables.zonesByPrefix, "zones by prefix", values: listCount)
    }

    private func check(_ table: PrefixTable, _ name: String, values: Int) throws(PlanError) {
        try require((1...15).contains(table.width) && !table.values.isEmpty, name)
        for value in table.values.dropFirst() { try require(Int(value) < values, name) }
        var lastKey: UInt64?
        for block in table.blocks {
            if let lastKey { try require(block.first_key > lastKey, name) }
            lastKey = block.first_key
            try require(block.count <= Self.blockLimit, name)
            var position = Int(block.offset)
            for _ in 0..<block.count {
                guard varint(table, &position) != nil, let value = varint(table, &position) else {
                    throw .inconsistent(table: name)
                }
                try require(value < table.values.count, name)
            }
        }
    }

    /// Reads a varint of at most 9 bytes, nil where the table ends or it has more.
    private func varint(_ table: PrefixTable, _ position: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard position < table.body.count else { return nil }
            let byte = table.body[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
