// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

/// The rules are seen to fail here, on graphs that break them.
@Suite("The rules of the graph")
struct GraphRuleTests {
    /// Every room with every edge that the table allows.
    static let full = RoomGraph(rooms: RoomTable.mayDependOn)

    @Test("Even with every edge of the table the server stays apart")
    func fullTable() {
        #expect(GraphRules.invariantViolations(in: Self.full) == [])
        #expect(GraphRules.tableViolations(in: Self.full, table: RoomTable.mayDependOn) == [])
    }

    @Test("A direct edge to any forbidden room is found", arguments: GraphRules.forbidden.sorted())
    func direct(room: String) {
        for server in GraphRules.servers {
            var graph = Self.full
            graph.rooms[server]?.insert(room)
            let violations = GraphRules.invariantViolations(in: graph)
            #expect(violations.contains("\(server) reaches \(room): \(server) → \(room)"))
            #expect(
                GraphRules.tableViolations(in: graph, table: RoomTable.mayDependOn)
                    == ["\(server) may not depend on \(room)"])
        }
    }

    @Test("A chain through a third room is found with its way")
    func indirect() {
        var graph = Self.full
        graph.rooms["Archive"] = ["Blinding"]
        graph.rooms["Storage"]?.insert("Archive")
        let violations = GraphRules.invariantViolations(in: graph)
        #expect(violations.contains("symbolond reaches Blinding: symbolond → Storage → Archive → Blinding"))
        #expect(
            violations.contains(
                "symbolond reaches CSodium: symbolond → Storage → Archive → Blinding → Ristretto → CSodium"))
        #expect(!violations.contains { $0.hasPrefix("Coordinator") })
        #expect(
            GraphRules.tableViolations(in: graph, table: RoomTable.mayDependOn)
                == ["Archive is not in the table of rooms", "Storage may not depend on Archive"])
    }

    @Test("A room of both sides that learns too much is found for both servers")
    func shared() {
        var graph = Self.full
        graph.rooms["Messages"]?.insert("Ristretto")
        let violations = GraphRules.invariantViolations(in: graph)
        for server in GraphRules.servers {
            #expect(violations.contains { $0.hasPrefix("\(server) reaches Secrets: ") })
        }
    }

    @Test("A room that nobody listed is found")
    func unlisted() {
        var graph = Self.full
        graph.rooms["Shortcut"] = []
        #expect(
            GraphRules.tableViolations(in: graph, table: RoomTable.mayDependOn)
                == ["Shortcut is not in the table of rooms"])
    }

    @Test("A server that is not there, or has another name, is not taken for a clean one")
    func missing() {
        var graph = Self.full
        graph.rooms["Coordinator"] = nil
        #expect(GraphRules.invariantViolations(in: graph).contains("there is no room Coordinator to check"))
    }

    @Test("A circle does not hang the search")
    func circle() {
        let graph = RoomGraph(rooms: ["Coordinator": ["Storage"], "Storage": ["Coordinator", "Home"], "symbolond": []])
        #expect(GraphRules.invariantViolations(in: graph) == ["Coordinator reaches Home: Coordinator → Storage → Home"])
    }

    @Test(
        "Every way to write an import is read",
        arguments: [
            ("import GRDB", "GRDB"), ("package import GRDB", "GRDB"), ("internal import GRDB", "GRDB"),
            ("@preconcurrency import GRDB", "GRDB"), ("  @_exported public import GRDB", "GRDB"),
            ("@_spi(Testing) package import struct GRDB.Row", "GRDB"), ("import func GRDB.open", "GRDB"),
            ("import GRDB // why", "GRDB"),
        ])
    func imports(line: String, module: String) {
        #expect(ImportScanner.modules(in: "// import Yams\n\(line)\nlet important = 1\n") == [module])
    }

    @Test("An import by another room, and one that is not declared, is found")
    func wrongImports() {
        let imports = [(room: "Matching", file: "Sources/Matching/Round.swift", modules: Set(["GRDB", "Messages"]))]
        #expect(
            ImportScanner.importerViolations(imports: imports, soleImporters: RoomTable.soleImporters)
                == ["Sources/Matching/Round.swift: only Home and Storage may import GRDB"])
        let graph = RoomGraph(rooms: ["Matching": ["Columns"], "Messages": [], "Columns": []])
        #expect(
            ImportScanner.undeclaredImports(imports: imports, graph: graph)
                == ["Sources/Matching/Round.swift: Matching does not declare its dependency on Messages"])
    }
}
