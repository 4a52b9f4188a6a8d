// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Coordinator
import Foundation
import Hummingbird
import Messages
import Testing
import Yams

@Suite("openapi.yaml")
struct OpenAPITests {
    private static func document() throws -> [String: Any] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../protocol/v1/openapi.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        return try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    private static func operations() throws -> [(name: String, path: String, operation: [String: Any])] {
        let paths = try #require(document()["paths"] as? [String: [String: [String: Any]]])
        return paths.flatMap { path, methods in
            methods.map { ("\($0.key.uppercased()) \(path)", path, $0.value) }
        }
    }

    @Test("The document describes the program's routes and no others")
    func routes() throws {
        let described = try Set(Self.operations().map(\.name))
        let served = try Set(TestHome().server().router().routes.map(\.description))
        #expect(described == served)
    }

    @Test("Every parameter of a path is declared")
    func parameters() throws {
        for (name, path, operation) in try Self.operations() {
            let references = (operation["parameters"] as? [[String: Any]] ?? []).compactMap { $0["$ref"] as? String }
            let declared = Set(references.compactMap { $0.split(separator: "/").last.map(String.init) })
            let used = Set(
                path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) })
            #expect(declared.subtracting(["since", "prefer", "after", "afterHandle"]) == used, "\(name)")
        }
    }

    @Test("Problem codes stand under their status, and every code is used")
    func codes() throws {
        var used: Set<String> = []
        for (name, _, operation) in try Self.operations() {
            let responses = try #require(operation["responses"] as? [String: [String: Any]])
            for (status, response) in responses {
                for text in response["x-problem-codes"] as? [String] ?? [] {
                    let code = try #require(ProblemCode(rawValue: text), "\(name)")
                    #expect("\(code.status)" == status, "\(name) \(text)")
                    used.insert(text)
                }
            }
        }
        // A method that a path does not take is no operation, so that no operation can list its code.
        used.insert(ProblemCode.methodNotAllowed.rawValue)
        #expect(used == Set(ProblemCode.allCases.map(\.rawValue)))
    }

    @Test("Every reference leads to something")
    func references() throws {
        let document = try Self.document()
        func visit(_ value: Any) {
            if let object = value as? [String: Any] {
                if let reference = object["$ref"] as? String {
                    let target = reference.dropFirst(2).split(separator: "/").reduce(document as Any?) { node, key in
                        (node as? [String: Any])?[String(key)]
                    }
                    #expect(target != nil, "\(reference)")
                }
                for member in object.values { visit(member) }
            } else if let array = value as? [Any] {
                for element in array { visit(element) }
            }
        }
        visit(document)
    }
}
