// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Messages
import Signing
import Testing
import Vocabulary

/// T binds everything that was committed (protocol/v1/matching.md §4.2).
@Suite struct TranscriptTests {
    private func commitment(_ change: [String: JSONValue] = [:]) throws -> Commitment {
        guard case .object(let members) = Sample.commitment.json else { throw Sample.NotAnObject() }
        var fields = members.merging(change) { $1 }
        fields["type"] = nil
        var reader = try ObjectReader(.object(fields), path: "commitment")
        return try Commitment(reading: &reader)
    }

    @Test("T is SHA-256 of the canonical array of the bodies, in the order given")
    func definition() throws {
        let (first, second) = (try commitment(), try commitment(["from": .string("streamco")]))
        let bodies = JSONValue.array([first.json, second.json])
        #expect(Transcript.digest(of: [first, second]) == Digest(sha256: bodies.canonicalBytes))
        #expect(Transcript.digest(of: [first, second]) != Transcript.digest(of: [second, first]))
        #expect(Transcript.digest(of: [first]) != Transcript.digest(of: [first, first]))
        #expect(Transcript.digest(of: []) == Digest(sha256: Array("[]".utf8)))
    }

    @Test("Every field of every commitment changes T")
    func everyField() throws {
        let changes: [String: JSONValue] = [
            "agreement": .string(String(repeating: "cd", count: 32)),
            "round": .string(String(repeating: "cd", count: 32)),
            "from": .string("mapco"), "number": .integer(2),
            "key": .string("6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919"), "count": .integer(299),
            "chunks": .array([.string(Sample.digest(2).hex), .string(Sample.digest(1).hex)]), "previous": .integer(1),
            "added": .integer(299), "removed": .integer(1), "plan": .string("libphonenumber-8.12.58"),
        ]
        // A field that is added to commitments has to be added here.
        guard case .object(let members) = Sample.commitment.json else { return }
        #expect(Set(changes.keys) == Set(members.keys).subtracting(["type"]))
        let second = try commitment(["from": .string("streamco")])
        let honest = Transcript.digest(of: [try commitment(), second])
        var seen: Set<Digest> = [honest]
        for (field, value) in changes {
            #expect(seen.insert(Transcript.digest(of: [try commitment([field: value]), second])).inserted, "\(field)")
            #expect(seen.insert(Transcript.digest(of: [second, try commitment([field: value])])).inserted, "\(field)")
        }
    }

    @Test("The signature is not part of T")
    func signature() throws {
        #expect(!String(decoding: try commitment().json.canonicalBytes, as: UTF8.self).contains("signature"))
    }
}
