// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension FictionalRange {
    /// All ranges that are known here.
    package static let all: [FictionalRange] = northAmerica + unitedKingdom + france + australia + germany

    /// 555-0100 to 555-0199 under area codes of the plan.
    private static let northAmerica: [FictionalRange] =
        range(
            "US", .fixedLineOrMobile, "ATIS-0300115, 555 NXX line numbers",
            [
                "1202555 01xx", "1206555 01xx", "1212555 01xx", "1213555 01xx", "1303555 01xx", "1305555 01xx",
                "1312555 01xx",
                "1404555 01xx", "1415555 01xx", "1503555 01xx", "1512555 01xx", "1602555 01xx", "1617555 01xx",
                "1702555 01xx",
                "1713555 01xx", "1808555 01xx", "1907555 01xx",
            ])
        + range(
            "CA", .fixedLineOrMobile, "ATIS-0300115, 555 NXX line numbers",
            [
                "1403555 01xx", "1416555 01xx", "1514555 01xx", "1604555 01xx", "1709555 01xx", "1902555 01xx",
            ])

    private static let unitedKingdom: [FictionalRange] =
        range(
            "GB", .fixedLine, "Ofcom, Telephone numbers for use in TV and radio drama programmes",
            [
                "44113496 0xxx", "44114496 0xxx", "44115496 0xxx", "44116496 0xxx", "44117496 0xxx", "44118496 0xxx",
                "44121496 0xxx", "44131496 0xxx", "44141496 0xxx", "44151496 0xxx", "44161496 0xxx", "44191498 0xxx",
                "44207946 0xxx", "442896496 xxx", "442920180 xxx", "441632960 xxx",
            ])
        + range("GB", .mobile, "Ofcom, Telephone numbers for use in TV and radio drama programmes", ["447700900 xxx"])
        + range("GB", .tollFree, "Ofcom, Telephone numbers for use in TV and radio drama programmes", ["44808157 0xxx"])
        + range(
            "GB", .premiumRate, "Ofcom, Telephone numbers for use in TV and radio drama programmes", ["44909879 0xxx"])
        + range("GB", .uan, "Ofcom, Telephone numbers for use in TV and radio drama programmes", ["44306999 0xxx"])

    private static let france: [FictionalRange] =
        range(
            "FR", .fixedLine, "ARCEP, décision 2018-0881",
            [
                "33199 00xxxx", "33261 91xxxx", "33353 01xxxx", "33465 71xxxx", "33536 49xxxx",
            ]) + range("FR", .mobile, "ARCEP, décision 2018-0881", ["33639 98xxxx"])

    private static let australia: [FictionalRange] =
        range(
            "AU", .fixedLine, "ACMA, Phone numbers for use in TV shows, films and creative works",
            [
                "612 5550xxxx", "612 7010xxxx", "613 5550xxxx", "613 7010xxxx", "617 5550xxxx", "617 7010xxxx",
                "618 5550xxxx",
                "618 7010xxxx",
            ])
        + range(
            "AU", .mobile, "ACMA, Phone numbers for use in TV shows, films and creative works",
            [
                "61491570006", "61491570156", "61491570157", "61491570158", "61491570159", "61491570110",
            ])
        + range(
            "AU", .tollFree, "ACMA, Phone numbers for use in TV shows, films and creative works",
            ["611800160401", "611800975707", "611800975708", "611800975709", "611800975710", "611800975711"])

    private static let germany: [FictionalRange] =
        range(
            "DE", .fixedLine, "BNetzA, Rufnummern für Medienproduktionen",
            [
                "493023125 xxx", "496990009 xxx", "494066969 xxx", "49221471 0xxx", "498999998 xxx",
            ])
        + range(
            "DE", .mobile, "BNetzA, Rufnummern für Medienproduktionen",
            [
                "4915228817386", "4915228895456", "4915254599371", "49171392 00xx", "491729925904", "491729968532",
                "491729973185", "491729973186", "491729980752", "491749091317", "491749464308", "49176040690 xx",
            ])

    private static func range(
        _ region: String, _ type: NumberType, _ source: String, _ patterns: [String]
    ) -> [FictionalRange] {
        patterns.map {
            FictionalRange(region: region, pattern: $0.filter { $0 != " " }, type: type, source: source)
        }
    }
}
