// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Vocabulary

@Suite("Jurisdictions")
struct JurisdictionTests {
    @Test(
        "Countries, subdivisions and the union are accepted",
        arguments: ["US", "US-CA", "DE", "EU", "GB-ENG", "FR-75", "AU-1", "ZZ"])
    func accepted(code: String) {
        #expect(Jurisdiction(code)?.code == code && Jurisdiction(Substring(code))?.description == code)
    }

    @Test(
        "Other spellings are refused",
        arguments: [
            "", "U", "us", "Us", "USA", "US-", "US-ca", "US-CALI", "US--CA", "US-CA-1", "-CA", "US CA", "US_CA", " US",
            "US ",
            "1A", "U\u{301}S", "ＵＳ", "US\n", "US-C A", "US-é",
        ])
    func refused(code: String) {
        #expect(Jurisdiction(code) == nil)
    }

    @Test(
        "The country of a subdivision is its first part, that of a country itself",
        arguments: [("US-CA", "US"), ("US", "US"), ("EU", "EU")])
    func country(code: String, country: String) throws {
        #expect(try #require(Jurisdiction(code)).country.code == country)
    }
}
