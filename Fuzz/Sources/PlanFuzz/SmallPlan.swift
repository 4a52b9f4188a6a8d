// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// A few countries of the release's plan as a plan of their own: a change hits something there more often than in two megabytes.
struct SmallPlan {
    /// The file, of another version than the release's plan.
    let file: [UInt8]

    private let release = UnsafeRawBufferPointer(start: cnp_plan_bytes(), count: cnp_plan_count())
    private static let none: UInt16 = 0xFFFF

    init(countryCodes: Set<UInt16>) {
        let plan = release
        func section<T>(_ index: Int, as type: T.Type) -> [T] {
            let place = MemoryLayout<cnp_header>.stride + index * MemoryLayout<cnp_section>.stride
            let entry = plan.load(fromByteOffset: place, as: cnp_section.self)
            return (0..<Int(entry.size) / MemoryLayout<T>.stride).map {
                plan.load(fromByteOffset: Int(entry.offset) + $0 * MemoryLayout<T>.stride, as: T.self)
            }
        }
        let oldRegions = section(1, as: cnp_region.self)
        let textOffsets = section(9, as: UInt32.self).map(Int.init)
        let texts = section(10, as: UInt8.self)
        let zoneOffsets = section(11, as: UInt32.self).map(Int.init)
        let zones = section(12, as: UInt32.self).map(Int.init)

        var states = Automaton(section(5, as: UInt16.self), stride: 11)
        var prefixes = Automaton(section(7, as: UInt16.self), stride: 12)
        var layoutStates = Automaton(section(23, as: UInt16.self), stride: 11)
        var keptTexts = Kept()
        var keptLists = Kept()
        let codes = section(3, as: cnp_code.self).filter { countryCodes.contains($0.country_code) }
        var newCodes: [cnp_code] = []
        var newRegions: [cnp_region] = []
        var places: [UInt16: UInt16] = [:]
        for code in codes {
            for place in oldRegions.indices.map(UInt16.init)
            where oldRegions[Int(place)].country_code == code.country_code {
                places[place] = UInt16(newRegions.count)
                var region = oldRegions[Int(place)]
                region.root = states.keep(region.root)
                region.exit_root = prefixes.keep(region.exit_root)
                region.trunk_root = prefixes.keep(region.trunk_root)
                if region.name != Self.none { region.name = UInt16(keptTexts.keep(Int(region.name))) }
                newRegions.append(region)
            }
            var new = code
            new.main_region = places[code.main_region] ?? 0
            new.root = states.keep(code.root)
            if code.zones != Self.none { new.zones = UInt16(keptLists.keep(Int(code.zones))) }
            new.layout_root = layoutStates.keep(code.layout_root)
            newCodes.append(new)
        }
        var index = [UInt16](repeating: Self.none, count: 1000)
        for (place, code) in newCodes.enumerated() { index[Int(code.country_code)] = UInt16(place) }
        let outputs = section(6, as: cnp_output.self).map { output in
            var output = output
            output.region = places[output.region] ?? Self.none
            output.named_region = places[output.named_region] ?? Self.none
            return output
        }
        let layouts = section(4, as: cnp_layout.self).map { layout in
            func kept(_ text: UInt16) -> UInt16 {
                text == Self.none ? text : UInt16(keptTexts.keep(Int(text)))
            }
            return cnp_layout(national: kept(layout.national), international: kept(layout.international))
        }
        var tables: [[UInt8]] = []
        for first in [14, 17, 20] {
            let values = section(first + 2, as: UInt32.self).map(Int.init)
            let table = SmallPrefixTable(
                blocks: section(first, as: cnp_block.self), body: section(first + 1, as: UInt8.self),
                countryCodes: countryCodes)
            let kept = table.values.map {
                UInt32(first == 20 ? keptLists.keep(values[$0]) : keptTexts.keep(values[$0]))
            }
            tables += [PlanFile.bytes(of: table.blocks), table.body, PlanFile.bytes(of: [0] + kept)]
        }
        let lists = keptLists.places.map { list in
            zones[zoneOffsets[list]..<zoneOffsets[list + 1]].map { UInt32(keptTexts.keep($0)) }
        }
        let strings = keptTexts.places.map { Array(texts[textOffsets[$0]..<textOffsets[$0 + 1]]) }
        func offsets(_ parts: [Int]) -> [UInt8] {
            PlanFile.bytes(of: parts.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1)) })
        }
        file = PlanFile.file(
            of: [
                Array("metadata=0.0.0\npackage=phonenumbers 0.0.0\ndate=2026-01-01\n".utf8),
                PlanFile.bytes(of: newRegions),
                PlanFile.bytes(of: index), PlanFile.bytes(of: newCodes), PlanFile.bytes(of: layouts),
                states.bytes,
                PlanFile.bytes(of: outputs), prefixes.bytes, PlanFile.bytes(of: section(8, as: cnp_match.self)),
                offsets(strings.map(\.count)), Array(strings.joined()), offsets(lists.map(\.count)),
                PlanFile.bytes(of: Array(lists.joined())), PlanFile.bytes(of: section(13, as: UInt32.self)),
            ] + tables + [layoutStates.bytes])
    }
}
