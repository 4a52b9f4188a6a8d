// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Synchronization
import Testing

@Suite("Numbers mapped on all cores")
struct ConcurrentMapTests {
    private struct Refused: Error, Equatable { let number: Int }

    @Test("come back in their order, wherever they start", arguments: [0..<0, 7..<7, 0..<1, -3..<2, 1000..<1300])
    func order(range: Range<Int>) {
        #expect(range.concurrentMap { $0 * 2 } == range.map { $0 * 2 })
    }

    @Test("are all visited, and the lowest that fails is told")
    func failures() {
        let visited = Mutex<[Int]>([])
        let error = #expect(throws: Refused.self) {
            try (5..<105).concurrentMap { (number) throws(Refused) -> Int in
                visited.withLock { $0.append(number) }
                if number % 10 == 3 { throw Refused(number: number) }
                return number
            }
        }
        #expect(error == Refused(number: 13))
        #expect(visited.withLock { $0.sorted() } == Array(5..<105))
    }

    @Test("may map others meanwhile")
    func nested() {
        let sums = (0..<40).concurrentMap { outer in (0..<outer).concurrentMap { $0 }.reduce(0, +) }
        #expect(sums == (0..<40).map { $0 * ($0 - 1) / 2 })
    }
}
