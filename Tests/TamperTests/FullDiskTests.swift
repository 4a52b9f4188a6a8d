// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Joining
import Messages
import Synchronization
import TestSupport
import Testing
import Vocabulary

/// A coordinator whose disk is full: 507, nothing is lost, and everything goes on once there is room.
@Suite(.enabled(if: SmallDisk.isAvailable, "mounting a small disk needs the right to do so"))
struct FullDiskTests {
    @Test("A chunk for which there is no room is refused with 507, and taken once there is")
    func columns() async throws {
        let disk = try SmallDisk(kilobytes: 256)
        try await Stage.with(columns: "\(disk.path)/columns") { stage in
            try await stage.enterRing()
            try await stage.upload(0, 0)
            try disk.fill()
            for _ in 0..<3 {
                await expectRefusal(.storageFull, "nothing was stored") { try await stage.upload(0, 1) }
            }
            #expect(try await stage.clients[0].work(in: stage.cast.round).uploads == [1, 2])
            // What is stored can still be fetched.
            let chunk = try await stage.clients[1].download(
                stage.cast.place(0, hop: 0), of: stage.cast.round, count: 32)
            #expect(chunk.bytes == stage.cast.chunk(0))
            try disk.makeRoom()
            try await stage.finish()
        }
    }

    @Test("A statement for which there is no room is refused with 507, and taken once there is")
    func state() async throws {
        let disk = try SmallDisk(kilobytes: 2048)
        try await Stage.with(state: disk.path) { stage in
            try await stage.clients[0].put(stage.cast.commitment(0))
            try disk.fill()
            var refused = 0
            for index in 1..<3 {
                do { try await stage.clients[index].put(stage.cast.commitment(index)) } catch let error as ClientError {
                    #expect(error.problemCode == .storageFull)
                    refused += 1
                }
            }
            // SQLite may still have room for one of them in its log.
            #expect(refused >= 1)
            #expect(try await stage.clients[0].commitments(of: stage.cast.round).count == 3 - refused)
            try disk.makeRoom()
            try await stage.enterRing()
            try await stage.finish()
        }
    }

    @Test("A join waits while the coordinator's disk is full, and goes on by itself")
    func join() async throws {
        let disk = try SmallDisk(kilobytes: 256)
        try await JoinStage.with(columns: "\(disk.path)/columns") { stage in
            try disk.fill()
            let obstacles = Mutex<[String]>([])
            let outcomes = try await stage.joinAll { text in
                let isFirst = obstacles.withLock { obstacles in
                    obstacles.append(text)
                    return obstacles.count == 1
                }
                if isFirst { try? disk.makeRoom() }
            }
            #expect(outcomes.map(\.matchedRows) == [60, nil])
            let told = obstacles.withLock { $0 }
            #expect(told.allSatisfy { $0.hasPrefix("coordinator's disk is full, trying again in") } && !told.isEmpty)
        }
    }
}
