// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("The graph of rooms")
struct GraphTests {
    @Test("The server reaches nothing that knows a number, a key or a home")
    func invariant() throws {
        let graph = try PackageReport.current.get().graph
        #expect(GraphRules.invariantViolations(in: graph) == [])
    }

    @Test("Every room is in the table and depends only on what the table lets it")
    func table() throws {
        let graph = try PackageReport.current.get().graph
        #expect(GraphRules.tableViolations(in: graph, table: RoomTable.mayDependOn) == [])
    }

    @Test("Every folder of Sources is a room and every room a folder")
    func folders() throws {
        let graph = try PackageReport.current.get().graph
        #expect(try SourceTree.folders() == Set(graph.rooms.keys))
    }

    @Test("Each foreign module is imported by its rooms alone")
    func soleImporters() throws {
        let violations = ImportScanner.importerViolations(
            imports: try SourceTree.imports.get(), soleImporters: RoomTable.soleImporters)
        #expect(violations == [])
    }

    @Test("Every import of a room is a declared dependency")
    func declared() throws {
        let graph = try PackageReport.current.get().graph
        #expect(ImportScanner.undeclaredImports(imports: try SourceTree.imports.get(), graph: graph) == [])
    }
}
