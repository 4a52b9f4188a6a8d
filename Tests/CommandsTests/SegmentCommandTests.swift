// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Home
import Messages
import ScriptedCoordinator
import Segmentation
import Signing
import TestSupport
import Testing
import Vocabulary

@Suite("symbolon segments and contexts")
struct SegmentCommandTests {
    private let brand: BrandHome

    init() throws {
        brand = try BrandHome(
            grants:
                "grants: [{party: acme, attributes: [{name: number.timezones, type: strings}]}, {party: streamco, attributes: [{name: interest, type: string}]}]"
        )
    }

    private var listing: SegmentListing {
        get throws {
            let entries = [
                SegmentListing.Entry(
                    definition: SegmentDefinition(
                        name: "film-fans", description: "Like films", when: "streamco.interest == 'film'"), size: 12_350
                ),
                SegmentListing.Entry(
                    definition: SegmentDefinition(
                        name: "few", description: nil, when: "streamco.interest == 'golf' &&\n  !has(streamco.interest)"
                    ),
                    size: nil),
            ]
            let decidedAt: Timestamp = try #require(Timestamp("2026-03-01T00:00:00Z"))
            return SegmentListing(round: brand.agreement.roundID(1), decidedAt: decidedAt, entries: entries)
        }
    }

    private func run(_ answer: JSONValue, _ arguments: String...) async throws -> (
        ending: Program.Ending, seen: [SeenRequest]
    ) {
        try await brand.withCoordinator({ _ in .json(answer) }) { server in
            (try await brand.run(arguments + ["--agreement", "spring-launch"]), server.requests)
        }
    }

    @Test("list prints segments with what may be told of their sizes")
    func list() async throws {
        let (ending, seen) = try await run(listing.json, "segments", "list")
        #expect(seen.map(\.line) == ["GET /v1/agreements/\(brand.agreement.id.hex)/segments"])
        #expect(ending.code == 0 && ending.errors.isEmpty)
        #expect(
            ending.output == """
                SEGMENT    SIZE               RULE
                film-fans  12,350 or more     streamco.interest == 'film'
                few        below the minimum  streamco.interest == 'golf' && !has(streamco.interest)

                """)
        let json = try await run(listing.json, "segments", "list", "--format", "json").ending
        #expect(
            json.output
                == #"{"decidedAt":"2026-03-01T00:00:00Z","round":"\#(brand.agreement.roundID(1).hex)","segments":["#
                + #"{"description":"Like films","name":"film-fans","size":12350,"when":"streamco.interest == 'film'"},"#
                + #"{"description":null,"name":"few","size":null,"when":"streamco.interest == 'golf' &&\n  !has(streamco.interest)"}]}"#
                + "\n")
    }

    @Test("Before a round is decided no size is told; without segments the command says how to make some")
    func early() async throws {
        let entries = try listing.entries.map { SegmentListing.Entry(definition: $0.definition, size: nil) }
        let undecided = SegmentListing(round: nil, decidedAt: nil, entries: entries)
        let ending = try await run(undecided.json, "segments", "list").ending
        #expect(ending.output.contains("film-fans  no members: no round is decided, or retention has ended"))
        let json = try await run(undecided.json, "segments", "list", "--format", "json").ending
        #expect(json.output.hasPrefix(#"{"decidedAt":null,"round":null,"#))
        let none = try await run(SegmentListing(round: nil, decidedAt: nil, entries: []).json, "segments", "list")
            .ending
        #expect(none.code == 0 && none.output == "There are no segments yet: symbolon segments apply FILE\n")
    }

    @Test("count prints the rounded size and nothing else, or that it is not told, with 1")
    func count() async throws {
        let told = try await run(listing.json, "segments", "count", "film-fans").ending
        #expect(told.code == 0 && told.output == "12350\n")
        let json = try await run(listing.json, "segments", "count", "film-fans", "--format", "json").ending
        #expect(json.output == #"{"name":"film-fans","size":12350}"# + "\n")
        let few = try await run(listing.json, "segments", "count", "few").ending
        #expect(few.code == 1 && few.output == "below the minimum\n" && few.errors.isEmpty)
        let other = try await run(listing.json, "segments", "count", "few", "--format", "json").ending
        #expect(other.code == 1 && other.output == #"{"name":"few","size":null}"# + "\n")
        let missing = try await run(listing.json, "segments", "count", "gone").ending
        #expect(missing.code == 66 && missing.output.isEmpty && missing.errors.contains("symbolon segments list"))
    }

    @Test("show prints one segment with its rule as it was written")
    func show() async throws {
        let ending = try await run(listing.json, "segments", "show", "film-fans").ending
        #expect(
            ending.output == """
                film-fans
                  description  Like films
                  size         12,350 or more
                  members of   round \(brand.agreement.roundID(1).hex.prefix(16)), decided 2026-03-01T00:00:00Z
                  rule         streamco.interest == 'film'

                """)
        let json = try await run(listing.json, "segments", "show", "few", "--format", "json").ending
        #expect(json.output.hasPrefix(#"{"description":null,"name":"few","size":null,"#))
    }

    @Test("contexts list prints windows and weather")
    func contexts() async throws {
        let contexts = [
            ContextDefinition(
                name: "rainy-friday", segment: "film-fans", channel: .sms, days: [.fri, .sat], from: 1020, until: 1260,
                weather: .init(place: "london", when: "weather.rain >= 0.2"), horizonHours: 24, text: "Hi"),
            ContextDefinition(name: "any", segment: "few", channel: .sms, text: "Hi"),
        ]
        let json = JSONValue.array(contexts.map(\.json))
        let (ending, seen) = try await run(json, "contexts", "list")
        #expect(seen.map(\.line) == ["GET /v1/agreements/\(brand.agreement.id.hex)/contexts"])
        #expect(
            ending.output == """
                CONTEXT       SEGMENT    CHANNEL  WINDOW                 WEATHER
                rainy-friday  film-fans  sms      fri sat 17:00–21:00    london: weather.rain >= 0.2
                any           few        sms      every day 00:00–24:00  any

                """)
        let printed = try await run(json, "contexts", "list", "--format", "json").ending
        #expect(
            printed.output
                == #"{"contexts":[\#(String(decoding: contexts[0].json.canonicalBytes, as: UTF8.self)),"#
                + #"{"channel":"sms","days":null,"from":null,"horizonHours":null,"name":"any","segment":"few","text":"Hi","#
                + #""until":null,"weather":null}]}"# + "\n")
        let none = try await run(.array([]), "contexts", "list").ending
        #expect(none.output == "There are no contexts yet: symbolon contexts apply FILE\n")
    }

    @Test("contexts show prints one context with its text, and says where it is not the one that was applied here")
    func showContext() async throws {
        let context = ContextDefinition(
            name: "any", segment: "few", channel: .sms, from: 600, until: 720, text: "Hello,\n{{sender}}")
        let json = JSONValue.array([context.json])
        let foreign = try await run(json, "contexts", "show", "any").ending
        #expect(foreign.code == 0 && foreign.errors.contains("not the one that was applied last from this home"))
        _ = try brand.home.keepContexts([("any", context.json.canonicalBytes)], of: brand.agreement.id)
        let ending = try await run(json, "contexts", "show", "any").ending
        #expect(
            ending.output == """
                any
                  segment  few
                  channel  sms
                  window   every day 10:00–12:00
                  weather  any
                  horizon  168 hours
                  text
                    Hello,
                    {{sender}}

                """)
        #expect(ending.errors.isEmpty)
        let printed = try await run(json, "contexts", "show", "any", "--format", "json").ending
        #expect(
            printed.output
                == #"{"channel":"sms","days":null,"from":"10:00","horizonHours":null,"name":"any","segment":"few","#
                + #""text":"Hello,\n{{sender}}","until":"12:00","weather":null}"# + "\n")
        #expect(try await run(json, "contexts", "show", "gone").ending.code == 66)
    }

    @Test("contexts apply keeps what was taken, forgets what was refused, and keeps both where no answer came")
    func applyContexts() async throws {
        func yaml(_ text: String) throws -> String {
            try brand.folder.write(
                "contexts:\n  - {name: any, segment: all, channel: sms, text: \"\(text)\"}\n", to: "\(text).yaml")
        }
        func kept() throws -> [String] {
            try brand.home.contextDefinitions(named: "any", of: brand.agreement.id)
                .map { try ContextDefinition(json: JSONValue(parsing: $0)).text }
        }
        func apply(_ text: String, _ answer: ScriptedAnswer) async throws -> Int32? {
            let file = try yaml(text)
            return try await brand.withCoordinator({ _ in answer }) { _ in
                try await brand.run("contexts", "apply", file, "--agreement", "spring-launch").code
            }
        }
        #expect(try await apply("one", .http("201 Created")) == 0)
        #expect(try kept() == ["one"])
        let refusal = Problem(.badRule, "contexts[0].segment: there is no segment of this name.")
        let file = try yaml("two")
        let refused = try await brand.withCoordinator({ _ in .problem(refusal) }) { _ in
            try await brand.run("contexts", "apply", file, "--agreement", "spring-launch")
        }
        #expect(refused.code == 65)
        #expect(
            refused.errors.contains("two.yaml:2: contexts[0].segment: there is no segment of this name"),
            "\(refused.errors)")
        #expect(try kept() == ["one"])
        let failure = Problem(.internal, "The coordinator failed at this request.")
        #expect(try await apply("three", .problem(failure)) == 69)
        #expect(try kept() == ["three", "one"])
        #expect(try await apply("four", .http("201 Created")) == 0)
        #expect(try kept() == ["four"])
        try await brand.withCoordinator({ $0.method == "GET" ? .json("[]") : .http("201 Created") }) { _ in
            let ending = try await brand.run("contexts", "apply", "--remove", "any", "--agreement", "spring-launch")
            #expect(ending.code == 0, "\(ending.errors)")
        }
        #expect(try kept().isEmpty)
    }

    @Test("apply sends one signed statement, and sends nothing where the file is wrong")
    func apply() async throws {
        let file = try brand.folder.write(
            "segments:\n  - name: film-fans\n    when: streamco.interest == 'film'\n", to: "s.yaml")
        let wrong = try brand.folder.write(
            "segments:\n  - name: film-fans\n    when: streamco.colour == 'film'\n", to: "w.yaml")
        let known = try listing.json
        try await brand.withCoordinator({ $0.method == "GET" ? .json(known) : .http("201 Created") }) { server in
            let good = try await brand.run(
                "segments", "apply", file, "--remove", "few", "--remove", "old", "--agreement", "spring-launch",
                "--format", "json")
            #expect(
                good.code == 0
                    && good.output == #"{"absent":["old"],"applied":["film-fans"],"removed":["few"]}"# + "\n",
                "\(good.errors)")
            let sent = try #require(server.requests.last)
            let statement = try Unverified<SegmentsStatement>(parsing: sent.body)
                .verified(by: brand.fixture.identities[0].publicIdentity).body
            #expect(
                sent.method == "PUT" && statement.definitions.map(\.name) == ["film-fans"]
                    && statement.remove == ["few", "old"])
            let bad = try await brand.run("segments", "apply", wrong, "--agreement", "spring-launch")
            #expect(bad.code == 65 && bad.errors.contains("w.yaml:3: "))
            for (names, problem) in [
                (["film-fans"], "--remove film-fans: the file defines it too"), (["X Y"], "--remove: expected a name"),
                (["few", "few"], "--remove few: given twice"),
            ] {
                let removing = try await brand.run(
                    ["segments", "apply", file, "--agreement", "spring-launch"] + names.flatMap { ["--remove", $0] })
                #expect(removing.code == 64 && removing.errors.hasPrefix("symbolon: \(problem)"), "\(removing.errors)")
            }
            #expect(try await brand.run("segments", "apply", "--agreement", "spring-launch").code == 64)
            #expect(try await brand.run("contexts", "apply", "--agreement", "spring-launch").code == 64)
            #expect(server.requests.count == 2)
        }
    }
}
