// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Enrolment
import Signing
import Testing
import Vocabulary

@Suite("What is sent for an enrolment")
struct EnrolmentSubmissionTests {
    let authority: CertificateAuthority
    let code: InviteCode
    let key: IdentityKey
    let request: CertificateRequest
    let submission: EnrolmentSubmission

    init() throws {
        authority = try Mint.authority()
        code = try Mint.code(authority: authority)
        key = try IdentityKey()
        request = try CertificateRequest()
        submission = try EnrolmentSubmission(enrolling: request, with: code, by: key)
    }

    @Test("A submission comes back from its bytes and verifies, with an invite and without")
    func roundTrip() throws {
        let renewal = try EnrolmentSubmission(
            renewing: request, party: Mint.party(), authority: code.authority, by: key)
        for sent in [submission, renewal] {
            let received = try EnrolmentSubmission(parsing: sent.bytes)
            #expect(received == sent)
            let body = try received.verified(for: authority.certificate.fingerprint).body
            #expect(body.from == Mint.party() && body.request == request.der && body.identity == key.publicIdentity)
        }
        #expect(submission.secret == code.secret && renewal.secret == nil)
        #expect(!String(decoding: renewal.bytes, as: UTF8.self).contains("invite"))
    }

    @Test("The signed statement does not hold the invite's secret, nor does any printed form")
    func secret() throws {
        let digits = Hexadecimal.encode(code.secret)
        let signed = try submission.verified(for: authority.certificate.fingerprint)
        #expect(!String(decoding: signed.bytes, as: UTF8.self).contains(digits))
        #expect(!"\(submission)".contains(digits) && !String(reflecting: submission).contains(digits))
    }

    @Test("A statement for another authority is refused")
    func otherAuthority() throws {
        let other = try Mint.authority().certificate.fingerprint
        #expect(throws: EnrolmentRefusal.otherAuthority) { try submission.verified(for: other) }
    }

    @Test("A statement signed by another key than it names is refused")
    func otherSigner() throws {
        let body = EnrolmentRequest(
            from: code.party, authority: code.authority, request: request.der,
            identity: try IdentityKey().publicIdentity, invite: code.secretHash)
        let forged = try replacing("statement", with: try Signed(body, by: key).json)
        #expect(throws: EnrolmentRefusal.notSignedByIdentity) {
            try forged.verified(for: authority.certificate.fingerprint)
        }
    }

    @Test(
        "Any changed field of the statement breaks its signature",
        arguments: ["from", "authority", "identity", "invite", "request"])
    func changedField(field: String) throws {
        let other = try Mint.authority()
        let values: [String: String] = [
            "from": "other", "authority": other.certificate.fingerprint.hex,
            "identity": try IdentityKey().publicIdentity.hex,
            "invite": try Mint.code(authority: other, seed: 9).secretHash.hex,
            "request": Hexadecimal.encode(try CertificateRequest().der),
        ]
        var fields = submission.statement.body.fields
        fields[field] = .string(try #require(values[field]))
        fields["type"] = .string("enrolment")
        let changed = try replacing(
            "statement",
            with: .object(["body": .object(fields), "signature": .string(submission.statement.signature.hex)]))
        #expect(throws: EnrolmentRefusal.notSignedByIdentity) {
            try changed.verified(for: authority.certificate.fingerprint)
        }
    }

    @Test("A missing, a wrong and a needless secret are refused")
    func secrets() throws {
        let fingerprint = authority.certificate.fingerprint
        let wrong = try replacing("secret", with: .string(String(repeating: "0", count: 32)))
        let missing = try replacing("secret", with: nil)
        let renewal = try EnrolmentSubmission(renewing: request, party: Mint.party(), authority: fingerprint, by: key)
        let needless = try replacing("secret", with: .string(Hexadecimal.encode(code.secret)), of: renewal)
        for faulty in [wrong, missing, needless] {
            #expect(throws: EnrolmentRefusal.secretMismatch) { try faulty.verified(for: fingerprint) }
        }
    }

    @Test("A certificate request that cannot be used is refused before anything is stored")
    func badRequest() throws {
        let body = EnrolmentRequest(
            from: code.party, authority: code.authority, request: [1, 2, 3], identity: key.publicIdentity,
            invite: code.secretHash)
        let faulty = try replacing("statement", with: try Signed(body, by: key).json)
        #expect(throws: EnrolmentRefusal.certificate(.unreadable("certificate request"))) {
            try faulty.verified(for: authority.certificate.fingerprint)
        }
    }

    @Test("Bodies that are not exactly of this form are refused")
    func strict() throws {
        #expect(throws: FieldError.self) { try replacing("more", with: .bool(true)) }
        #expect(throws: FieldError.self) { try replacing("statement", with: nil) }
        #expect(throws: FieldError.self) { try replacing("secret", with: .string("00")) }
        #expect(throws: JSONError.self) { try EnrolmentSubmission(parsing: []) }
        #expect(throws: JSONError.self) {
            try EnrolmentSubmission(parsing: submission.bytes + [UInt8](repeating: 0x20, count: 16 << 10))
        }
        for (field, value) in [
            ("from", "coordinator"), ("from", "ACME"), ("request", ""), ("request", "0"), ("request", "0G"),
            ("request", String(repeating: "00", count: EnrolmentRequest.maximumRequestBytes + 1)),
            ("invite", "00"), ("authority", "00"), ("identity", String(repeating: "0", count: 64)), ("more", "x"),
        ] {
            var fields = submission.statement.body.fields
            fields[field] = .string(value)
            fields["type"] = .string("enrolment")
            #expect(throws: FieldError.self, "\(field)") {
                try replacing(
                    "statement",
                    with: .object(["body": .object(fields), "signature": .string(submission.statement.signature.hex)]))
            }
        }
    }

    /// Reads the submission's bytes again with one field changed.
    @discardableResult
    private func replacing(_ key: String, with value: JSONValue?, of source: EnrolmentSubmission? = nil) throws
        -> EnrolmentSubmission
    {
        guard case .object(var members) = try JSONValue(parsing: (source ?? submission).bytes) else {
            throw FieldError(path: "", problem: "expected an object")
        }
        members[key] = value
        return try EnrolmentSubmission(parsing: JSONValue.object(members).canonicalBytes)
    }
}
