// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// The numbering plan of the world: reads messy text as phone numbers and tells what is known about them.
///
/// Made by `scripts/numbering-plan` from libphonenumber's data; its form is told in docs/numbering-plan.md. May be used from any
/// number of threads at once. A plan lives as long as the program, whatever becomes of this value.
package struct NumberingPlan: @unchecked Sendable {
    // Unchecked, because nothing writes to the tables once they are made.
    private let shared: UnsafePointer<PlanTables>

    @inline(__always)
    var tables: PlanTables { shared.pointee }

    /// The plan of this release.
    package init() {
        self = Self.release
    }

    init(_ tables: PlanTables) {
        let place = UnsafeMutablePointer<PlanTables>.allocate(capacity: 1)
        place.initialize(to: tables)
        shared = UnsafePointer(place)
    }

    private static let release = NumberingPlan(PlanTables(base: UnsafeRawPointer(cnp_plan_bytes())))

    /// The origin and version of the plan's data, as `libphonenumber-9.0.43`; two parties with the same version decide alike.
    package var version: String { Self.version(in: tables) }

    /// When the data were released, as `2026-11-06`.
    package var date: String { Self.value(of: "date", in: tables) ?? "unknown" }

    /// The package that the data came from, as `phonenumbers 9.0.43`.
    package var package: String { Self.value(of: "package", in: tables) ?? "unknown" }

    /// Says what content the plan has, in hexadecimal digits (FNV-1a).
    package var digest: String {
        let digits = String(tables.digest, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The codes of all countries and territories that the plan knows.
    package var countries: Set<String> {
        Set(tables.regions.filter { $0.region != 0 }.map { Self.code(of: $0) })
    }

    /// Country codes in the plan.
    package var countryCodeCount: Int { tables.codes.count }

    static func version(in tables: PlanTables) -> String {
        "libphonenumber-" + (value(of: "metadata", in: tables) ?? "unknown")
    }

    private static func value(of key: String, in tables: PlanTables) -> String? {
        String(decoding: tables.info, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }

    /// The place of a region's rules, nil if this plan has none.
    @inline(__always)
    func place(of region: Region) -> Int? {
        let place = tables.regionOfLetters[region.letters]
        return place == PlanTables.none ? nil : Int(place)
    }

    /// The two letters of a region, `001` for a code of no country.
    static func code(of region: cnp_region) -> String {
        guard region.region != 0 else { return "001" }
        return String(decoding: [UInt8(region.region >> 8), UInt8(region.region & 0xFF)], as: UTF8.self)
    }
}
