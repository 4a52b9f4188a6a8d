// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Ristretto
import Testing

@Suite("The choice of lanes")
struct LaneChoiceTests {
    @Test("The portable code is everywhere, and the fastest lanes are taken where none are named")
    func fastest() throws {
        #expect(Lanes.available.first == .portable)
        #expect(try Lanes.choice(nil) == Lanes.available.last)
        #expect(try Lanes.choice("") == Lanes.available.last)
        for lanes in Lanes.available { #expect(try Lanes.choice(lanes.rawValue) == lanes) }
    }

    @Test("A name that is none is refused with those there are", arguments: ["AVX2", "fast", "avx512", " portable"])
    func unknown(name: String) {
        #expect(throws: LanesError.unknown(name: name)) { try Lanes.choice(name) }
        #expect(
            "\(LanesError.unknown(name: name))"
                == "SYMBOLON_LANES is \"\(name)\": unset it, or set it to portable or avx2 or avx512ifma")
    }

    @Test("Lanes that the machine has not are refused, and no others are taken instead")
    func unavailable() throws {
        #expect(
            "\(LanesError.unavailable(.avx512ifma))".hasPrefix(
                "SYMBOLON_LANES asks for avx512ifma, which this machine, or a build for debugging, cannot run: unset it, or set it to portable"
            ))
        for lanes in Lanes.allCases where !lanes.isAvailable {
            #expect(throws: LanesError.unavailable(lanes)) { try Lanes.choice(lanes.rawValue) }
            #expect(throws: BatchError.noLanes(.unavailable(lanes))) {
                try Samples.check(LaneTests.generator, on: lanes)
            }
            #expect(throws: BatchError.noLanes(.unavailable(lanes))) {
                try Samples.multiply(LaneTests.generator, Samples.scalar(2), on: lanes)
            }
        }
    }
}
