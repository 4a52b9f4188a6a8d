// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPhoneNumbers

/// The numbering plan of the world: reads messy text as phone numbers and tells what is known about them.
///
/// Holds nothing of its own and may be used from any number of threads at once. The first use loads the plan (some ten
/// milliseconds).
package struct NumberingPlan: Sendable {
    package init() {}

    /// The codes of all countries and territories that the plan knows.
    package static let countries: Set<String> = {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        return Set(letters.flatMap { first in letters.map { first + $0 } }.filter { Region($0) != nil })
    }()

    /// The origin and version of the plan's data; two parties with the same version decide alike.
    ///
    /// Data other than the release's is named by its digest, because a wrong version would be worse than an unknown one.
    package static let version: String = {
        let digest = cpn_plan_digest()
        return digest == releaseDigest ? "libphonenumber-8.12.57" : "libphonenumber-" + String(digest, radix: 16)
    }()

    /// The digest of the data of libphonenumber 8.12.57 as Debian 12 ships it.
    private static let releaseDigest: UInt64 = 0x886e_ba90_b953_db99

    /// Reads UTF-8 bytes as one phone number.
    ///
    /// International formats (`+`, a `tel:` URI, or exit code `00`) need no region; anything else is read as it would be
    /// dialled in `region`. Accepts blanks, dots, dashes, slashes, brackets, the digits and dashes of Unicode, a trunk
    /// zero in brackets, quotes around the field and the `.0` of a spreadsheet; guesses nothing else.
    /// Allocates nothing for the formats that need no general parsing, among them most international ones.
    package func parse(_ text: UnsafeRawBufferPointer, region: Region? = nil) -> Assessment {
        switch DialledDigits.scan(text) {
        case .rejected(let reason): .invalid(reason)
        case .dialled(let dialled): assess(dialled, region: region)
        }
    }

    /// Reads UTF-8 bytes as one phone number.
    package func parse(_ text: borrowing Span<UInt8>, region: Region? = nil) -> Assessment {
        text.withUnsafeBytes { parse($0, region: region) }
    }

    /// Reads text as one phone number.
    package func parse(_ text: some StringProtocol, region: Region? = nil) -> Assessment {
        var text = String(text)
        return text.withUTF8 { parse(UnsafeRawBufferPointer($0), region: region) }
    }

    /// Judges a number again, for example one that was read back from a file written under another plan.
    package func assess(_ number: PhoneNumber) -> Assessment {
        var dialled = DialledDigits(isInternational: true)
        for byte in String(number.digits).utf8 { dialled.append(byte) }
        return assess(dialled, region: nil)
    }
}
