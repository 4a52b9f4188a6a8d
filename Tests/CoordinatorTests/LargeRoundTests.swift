// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Coordinator
import Logging
import Matching
import Messages
import Signing
import Storage
import Synchronization
import Testing

/// Rounds whose tokens exceed the memory of a match, which here is set to almost nothing.
@Suite("Rounds that memory does not hold")
struct LargeRoundTests {
    /// Makes files until it is broken, and changes what was written to them where it is told to.
    private final class Partitions: PartitionStore {
        let made = Mutex(0)
        let refuses = Mutex(false)
        let damages = Mutex(false)
        private let files: PartitionFiles

        init(_ home: TestHome) throws { files = try PartitionFiles(folder: home.folder + "/partitions") }

        func makeFile() throws -> any PartitionFile {
            if refuses.withLock({ $0 }) { throw Problem(.storageFull, "The disk is full.") }
            made.withLock { $0 += 1 }
            return File(try files.makeFile(), of: self)
        }

        private final class File: PartitionFile {
            private let file: any PartitionFile
            private let partitions: Partitions

            init(_ file: any PartitionFile, of partitions: Partitions) {
                self.file = file
                self.partitions = partitions
            }

            func append(_ bytes: UnsafeRawBufferPointer) throws {
                guard partitions.damages.withLock({ $0 }) else { return try file.append(bytes) }
                var changed = Array(bytes)
                changed[changed.count / 2] ^= 1
                try changed.withUnsafeBytes { try file.append($0) }
            }

            func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
                try file.read(at: position, into: buffer)
            }
        }
    }

    private struct Stage {
        let home: TestHome
        let ring: TestRing
        let partitions: Partitions
        let log = RecordingLog.Lines()

        init() throws {
            let home = try TestHome()
            let parties = try ["acme", "streamco"].map { try TestParty($0, of: home) }
            self.home = home
            ring = TestRing(try TestAgreement(parties, home: home), rows: [0..<120, 20..<140])
            partitions = try Partitions(home)
        }

        func serve(_ body: @Sendable (TestService) async throws -> Void) async throws {
            let lines = log
            let logger = Logger(label: "test", factory: { _ in RecordingLog(lines) })
            try await home.serve(home.server(partitions: partitions, matchMemory: 512, logger: logger), body)
        }

        /// The positions that a party is told.
        func positions(_ list: Int, _ service: TestService) async throws -> [Int] {
            let party = ring.parties[list]
            let bytes = try await service.client(party).get("\(ring.path)/rows/\(party.id)/0").bytes
            return stride(from: 0, to: bytes.count, by: RowRecord.width).compactMap {
                RowRecord(bytes: bytes[$0..<$0 + RowRecord.width]).map { Int($0.position) }
            }.sorted()
        }

        func checkResult(_ service: TestService) async throws {
            #expect(try await ring.end(service).state == .matched)
            for list in 0...1 {
                let expected = ring.rows[list].indices.filter { (20..<120).contains(ring.rows[list][$0]) }
                #expect(try await positions(list, service) == expected)
            }
            #expect(try home.columnFolders.isEmpty)
        }
    }

    @Test("are matched through one partition file that is filled as chunks arrive")
    func matched() async throws {
        let stage = try Stage()
        try await stage.serve { service in
            try await stage.ring.agreement.upload(to: service)
            try await stage.ring.gather(service)
            try await stage.ring.travel(service)
            try await stage.checkResult(service)
        }
        #expect(stage.partitions.made.withLock { $0 } == 1)
    }

    @Test("go on after the process ended in the middle of the last hop, from the stored chunks")
    func restarted() async throws {
        let stage = try Stage()
        let last = stage.ring.lastHop
        try await stage.serve { service in
            try await stage.ring.agreement.upload(to: service)
            try await stage.ring.gather(service)
            for list in 0...1 {
                for chunk in 0..<stage.ring.chunkCount(list) {
                    for hop in 0..<last {
                        #expect(try await stage.ring.upload(service, list: list, hop: hop, chunk: chunk).status == 201)
                    }
                }
            }
            #expect(try await stage.ring.upload(service, list: 0, hop: last, chunk: 0).status == 201)
        }
        try await stage.serve { service in
            for list in 0...1 {
                for chunk in 0..<stage.ring.chunkCount(list) {
                    let reply = try await stage.ring.upload(service, list: list, hop: last, chunk: chunk)
                    #expect(reply.status == (list == 0 && chunk == 0 ? 200 : 201))
                }
            }
            try await stage.checkResult(service)
        }
        #expect(stage.partitions.made.withLock { $0 } == 2)
    }

    @Test("are matched from the stored chunks where tokens could not be sorted as they came, once there is room")
    func full() async throws {
        let stage = try Stage()
        stage.partitions.refuses.withLock { $0 = true }
        try await stage.serve { service in
            try await stage.ring.agreement.upload(to: service)
            try await stage.ring.gather(service)
            try await stage.ring.travel(service)
            #expect(try await stage.ring.status(service).state == .ring)
            stage.partitions.refuses.withLock { $0 = false }
            try await stage.checkResult(service)
        }
        #expect(
            stage.log.all.contains {
                $0.contains("tokens are not sorted as they arrive") && $0.contains("storage-full")
            })
    }

    @Test("are matched again from the stored chunks where the partition file was damaged")
    func damaged() async throws {
        let stage = try Stage()
        stage.partitions.damages.withLock { $0 = true }
        try await stage.serve { service in
            try await stage.ring.agreement.upload(to: service)
            try await stage.ring.gather(service)
            try await stage.ring.travel(service)
            var hasFailed = false
            for _ in 0..<2000 where !hasFailed {
                hasFailed = stage.log.all.contains { $0.contains("a round could not be matched") }
                if !hasFailed { try await Task.sleep(for: .milliseconds(5)) }
            }
            #expect(hasFailed)
            stage.partitions.damages.withLock { $0 = false }
            try await stage.checkResult(service)
        }
        #expect(stage.log.all.contains { $0.contains("error=TokenFault") })
    }

    @Test("are stopped where a list holds a token twice, with its chunk and row")
    func duplicate() async throws {
        let stage = try Stage()
        try await stage.serve { service in
            try await stage.ring.agreement.upload(to: service)
            try await stage.ring.gather(service)
            try await stage.ring.travel(service, repeating: true)
            let status = try await stage.ring.end(service)
            #expect(status.state == .stopped)
            let notice = try #require(status.stop?.body)
            let (chunk, row) = (stage.ring.rows[0].count - 1)
                .quotientAndRemainder(dividingBy: stage.ring.agreement.agreement.chunkRows)
            #expect(notice.reason == .duplicateToken && notice.accused == stage.ring.parties[1].id)
            #expect(notice.place?.chunk == chunk && notice.row == row && notice.place?.list == stage.ring.parties[0].id)
            #expect(try stage.home.columnFolders.isEmpty)
        }
    }
}
