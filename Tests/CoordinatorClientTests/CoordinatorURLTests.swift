// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Testing

@Suite("The coordinator's URL")
struct CoordinatorURLTests {
    @Test(
        "A URL of host and port is read and spelt in one way",
        arguments: [
            ("https://match.example", "https://match.example"),
            ("https://Match.Example/", "https://match.example"),
            ("HTTPS://match.example:443", "https://match.example"),
            ("https://match.example:8443", "https://match.example:8443"),
            ("https://192.0.2.7:8443/", "https://192.0.2.7:8443"),
            ("https://[2001:db8::7]", "https://[2001:db8::7]"),
            ("https://[2001:db8::7]:8443", "https://[2001:db8::7]:8443"),
        ])
    func reads(text: String, spelling: String) throws {
        #expect(try CoordinatorURL(text).text == spelling)
    }

    @Test(
        "Anything else is refused with what is wrong",
        arguments: [
            ("http://match.example", CoordinatorURLError.scheme), ("match.example", .scheme), ("", .scheme),
            ("https://", .host), ("https://:8443", .host), ("https://bad_name", .host),
            ("https://2001:db8::7", .host), ("https://[192.0.2.7]", .host), ("https://[2001:db8::7", .host),
            ("https://match.example:0", .port), ("https://match.example:65536", .port),
            ("https://match.example:", .port), ("https://match.example:+1", .port),
            ("https://match.example/path", .path), ("https://match.example//", .path),
            ("https://user@match.example", .path), ("https://match.example?a", .path),
            ("https://match.example#a", .path),
        ])
    func refuses(text: String, error: CoordinatorURLError) {
        #expect(throws: error) { try CoordinatorURL(text) }
    }
}
