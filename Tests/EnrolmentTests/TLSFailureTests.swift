// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Testing

@Suite("Explaining TLS failures")
struct TLSFailureTests {
    @Test(
        "Texts as the library prints them are explained with what to do",
        arguments: [
            (
                "sslError([Error: 268436501 error:10000415:SSL routines:x:SSLV3_ALERT_CERTIFICATE_EXPIRED at y:491])",
                "expired"
            ),
            (
                "sslError([Error: 268436504 error:10000418:SSL routines:x:TLSV1_ALERT_UNKNOWN_CA at y:491])",
                "did not issue"
            ),
            (
                "sslError([Error: 1 error:10000416:SSL routines:x:SSLV3_ALERT_CERTIFICATE_UNKNOWN at y:491])",
                "not usable"
            ),
            ("sslError([Error: 1 error:10000412:SSL routines:x:SSLV3_ALERT_BAD_CERTIFICATE at y:491])", "damaged"),
            (
                "handshakeFailed(x.sslError([Error: 1 error:1000007d:SSL routines:x:CERTIFICATE_VERIFY_FAILED]))",
                "doctor"
            ),
            ("NIOSSLExtraError.failedToValidateHostname: Couldn't find <none> in certificate from peer", "--host"),
            ("handshakeFailed(x.sslError([Error: 1 error:1000042e:x:TLSV1_ALERT_PROTOCOL_VERSION at y]))", "TLS 1.3"),
            ("handshakeFailed(x.sslError([Error: 1 error:100000f7:x:WRONG_VERSION_NUMBER at y]))", "TLS at all"),
            ("connection reset (error set): Connection refused) (errno: 111)", "nothing listens"),
            ("DNS error: SocketAddressError.UnknownHost: Name or service not known (error -2)", "no address"),
            ("HTTPClientError.remoteConnectionClosed", "run the command again"),
            ("HTTPClientError.connectTimeout", "in time"),
            ("HTTPClientError.deadlineExceeded", "in time"),
        ])
    func explained(text: String, part: String) throws {
        let sentence = try #require(TLSFailure.explain(text))
        #expect(sentence.contains(part), "\(sentence)")
        #expect(!sentence.contains("SSL routines"))
    }

    @Test("Other errors are left to their own texts", arguments: ["", "disk full", "404 Not Found"])
    func unknown(text: String) {
        #expect(TLSFailure.explain(text) == nil)
    }
}
