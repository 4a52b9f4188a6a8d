// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Matching
import Testing

@Suite("The chunk board")
struct ChunkBoardTests {
    private let digest = Digest(sha256: [1])

    private func board(_ rows: [Int] = [25, 10, 0]) throws -> ChunkBoard {
        ChunkBoard(layouts: try rows.map { try ChunkLayout(rowCount: $0, chunkRows: 10) })
    }

    @Test("counts the chunks of all hops; an empty list has none")
    func total() throws {
        let board = try board()
        #expect(board.total == (3 + 1 + 0) * 3)
        #expect(board.stored == 0 && !board.isComplete)
    }

    @Test("is complete with the last chunk of the last hop, in whatever order they came")
    func complete() throws {
        var board = try board()
        let places = (0..<3).flatMap { hop in [(0, hop, 2), (0, hop, 0), (0, hop, 1), (1, hop, 0)] }
        for (list, hop, chunk) in places {
            #expect(!board.isComplete)
            board.store(digest, list: list, hop: hop, chunk: chunk, last: nil)
        }
        #expect(board.isComplete && board.stored == board.total)
    }

    @Test("is complete from the start where all lists are empty")
    func allEmpty() throws {
        #expect(try board([0, 0]).isComplete)
    }

    @Test("knows the lowest missing chunk and the last element of hop 0")
    func frontier() throws {
        var board = try board()
        let element = try #require(EncodedElement(bytes: FakeElements.element(1, list: 0, hop: 0)))
        board.store(digest, list: 0, hop: 0, chunk: 0, last: element)
        #expect(board.firstMissing(list: 0, hop: 0) == 1)
        #expect(board.lastElement(list: 0) == element && board.lastElement(list: 1) == nil)
        board.store(digest, list: 0, hop: 0, chunk: 2, last: nil)
        #expect(board.firstMissing(list: 0, hop: 0) == 1)
        board.store(digest, list: 0, hop: 0, chunk: 1, last: nil)
        #expect(board.firstMissing(list: 0, hop: 0) == 3)
    }

    @Test("offers a hop what the hop before has and this one lacks, up to a limit")
    func ready() throws {
        var board = try board([45, 10])
        for chunk in [0, 1, 3, 4] { board.store(digest, list: 0, hop: 0, chunk: chunk, last: nil) }
        board.store(digest, list: 0, hop: 1, chunk: 1, last: nil)
        #expect(board.ready(list: 0, hop: 1, atMost: 9) == [0, 3, 4])
        #expect(board.ready(list: 0, hop: 1, atMost: 2) == [0, 3])
    }

    @Test("does not change a stored chunk")
    func immutable() throws {
        var board = try board()
        board.store(digest, list: 0, hop: 1, chunk: 0, last: nil)
        board.store(Digest(sha256: [2]), list: 0, hop: 1, chunk: 0, last: nil)
        #expect(board.digest(list: 0, hop: 1, chunk: 0) == digest)
        #expect(board.stored == 1)
    }

    @Test("ignores places that do not exist", arguments: [(3, 0, 0), (0, 3, 0), (0, 0, 3), (2, 0, 0), (-1, 0, 0)])
    func outside(list: Int, hop: Int, chunk: Int) throws {
        var board = try board()
        board.store(digest, list: list, hop: hop, chunk: chunk, last: nil)
        #expect(board.stored == 0)
        #expect(board.digest(list: list, hop: hop, chunk: chunk) == nil)
    }
}
