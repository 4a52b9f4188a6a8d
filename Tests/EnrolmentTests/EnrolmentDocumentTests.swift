// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Signing
import Testing
import Vocabulary

@Suite("The authority document and the grant")
struct EnrolmentDocumentTests {
    @Test("The authority document comes back from its bytes")
    func authorityDocument() throws {
        let document = AuthorityDocument(
            certificate: try Mint.authority().certificate, identity: try IdentityKey().publicIdentity, time: Mint.now,
            software: "symbolond 0.1.0")
        #expect(try AuthorityDocument(parsing: document.bytes) == document)
        #expect(document.speaksThisVersion)
    }

    @Test(
        "An authority document with a faulty field is refused",
        arguments: [
            ("certificate", .string("x")), ("certificate", nil),
            ("identity", .string(String(repeating: "0", count: 64))),
            ("time", .string("yesterday")), ("time", .integer(0)), ("versions", .array([])),
            ("versions", .array([.integer(0)])), ("versions", .array([.integer(2), .integer(1)])),
            ("versions", .array([.string("1")])), ("software", .string(String(repeating: "x", count: 129))),
            ("more", .null),
        ] as [(String, JSONValue?)])
    func faultyDocument(key: String, value: JSONValue?) throws {
        let document = AuthorityDocument(
            certificate: try Mint.authority().certificate, identity: try IdentityKey().publicIdentity, time: Mint.now,
            software: "symbolond 0.1.0")
        #expect(throws: FieldError.self) { try AuthorityDocument(parsing: try change(document.bytes, key, value)) }
    }

    @Test("A coordinator of later versions only is recognised")
    func otherVersion() throws {
        let document = AuthorityDocument(
            certificate: try Mint.authority().certificate, identity: try IdentityKey().publicIdentity, time: Mint.now,
            software: "symbolond 9", versions: [2, 3])
        #expect(try !AuthorityDocument(parsing: document.bytes).speaksThisVersion)
    }

    @Test("A grant is accepted for the party, the request and the authority it was asked for")
    func grant() throws {
        let (authority, request) = (try Mint.authority(), try CertificateRequest())
        let certificate = try Mint.issue(authority, request: request)
        let grant = try EnrolmentGrant(parsing: EnrolmentGrant(certificate).bytes)
        let accepted = try grant.accepted(
            for: Mint.party(), request: request, authority: authority.certificate, now: Mint.now)
        #expect(accepted == certificate)
    }

    @Test("A grant for another party, key, authority or time is refused")
    func refusedGrants() throws {
        let (authority, request) = (try Mint.authority(), try CertificateRequest())
        let (own, party) = (authority.certificate, Mint.party())
        let grant = EnrolmentGrant(try Mint.issue(authority, request: request))
        #expect(throws: CertificateFault.otherParty(expected: Mint.party("other"), found: party)) {
            try grant.accepted(for: Mint.party("other"), request: request, authority: own, now: Mint.now)
        }
        #expect(throws: CertificateFault.keyMismatch) {
            try grant.accepted(for: party, request: try CertificateRequest(), authority: own, now: Mint.now)
        }
        #expect(throws: CertificateFault.notSignedByAuthority) {
            try grant.accepted(for: party, request: request, authority: Mint.authority().certificate, now: Mint.now)
        }
        #expect(throws: CertificateFault.outsideValidity) {
            try grant.accepted(for: party, request: request, authority: own, now: Mint.later(-301))
        }
    }

    @Test(
        "A grant with a faulty field is refused",
        arguments: [
            ("party", .string("other")), ("party", nil), ("certificate", .string("x")), ("certificate", .integer(1)),
            ("more", .bool(false)),
        ] as [(String, JSONValue?)])
    func faultyGrant(key: String, value: JSONValue?) throws {
        let grant = EnrolmentGrant(try Mint.issue(Mint.authority()))
        #expect(throws: FieldError.self) { try EnrolmentGrant(parsing: try change(grant.bytes, key, value)) }
    }

    private func change(_ bytes: [UInt8], _ key: String, _ value: JSONValue?) throws -> [UInt8] {
        guard case .object(var members) = try JSONValue(parsing: bytes) else { return [] }
        members[key] = value
        return JSONValue.object(members).canonicalBytes
    }
}
