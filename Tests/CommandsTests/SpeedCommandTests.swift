// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("A machine's speed is measured")
struct SpeedCommandTests {
    private struct Speed: Decodable {
        let cpu: String
        let lanes: String
        let microsecondsPerElement: [String: Double]
        let secondsForList: [String: Double]
        let rows: Int
    }

    @Test("The figures are there, and of the lanes that were asked for")
    func json() async throws {
        let folder = try TemporaryFolder()
        let ending = try await Program(in: folder).run(
            ["speed", "--format", "json", "--rows", "2000000"], environment: ["SYMBOLON_LANES": "portable"])
        #expect(ending.code == 0, "\(ending.errors)")
        let speed = try JSONDecoder().decode(Speed.self, from: Data(ending.output.utf8))
        #expect(speed.lanes == "portable" && !speed.cpu.isEmpty && speed.rows == 2_000_000)
        #expect(
            Set(speed.microsecondsPerElement.keys) == [
                "blind", "reblind", "libsodiumBlind", "libsodiumReblind", "numbersCheck", "match",
            ])
        #expect(speed.microsecondsPerElement.values.allSatisfy { $0 > 0 })
        #expect(Set(speed.secondsForList.keys) == ["blind", "reblind"])
    }

    @Test("A list without rows is a usage error", arguments: ["0", "-1", "many"])
    func usage(rows: String) async throws {
        let folder = try TemporaryFolder()
        #expect(try await Program(in: folder).run(["speed", "--rows=\(rows)"]).code == 64)
    }
}
