// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestSupport

/// What a search found in each medium, and how much it looked at.
final class Sightings: Sendable {
    /// What a coordinator gets to hold.
    enum Medium: String, CaseIterable, Sendable {
        case received
        case sent
        /// The database and whatever lies beside it.
        case stored
        case columns
        case logged
        case memory
    }

    private struct State {
        var findings: [Medium: Set<NumberSearch.Finding>] = [:]
        var bytes: [Medium: Int] = [:]
    }

    let search: NumberSearch
    private let state = Mutex(State())

    init(_ search: NumberSearch) { self.search = search }

    /// Searches bytes of a medium.
    func look(at bytes: some ContiguousBytes & Collection<UInt8>, _ medium: Medium) {
        let found = search.findings(in: bytes)
        state.withLock { state in
            state.findings[medium, default: []].formUnion(found)
            state.bytes[medium, default: 0] += bytes.count
        }
    }

    /// Searches all files below a folder, as they are now; one that goes meanwhile is left out.
    func look(atFilesIn folder: URL) {
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else { continue }
            look(at: data, path.hasPrefix("columns/") ? .columns : .stored)
        }
    }

    /// Searches all memory of a process that can be read.
    func look(atMemoryOf process: ProcessRun) throws {
        let maps = try String(contentsOfFile: "/proc/\(process.pid)/maps", encoding: .utf8)
        let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process.pid)/mem"))
        defer { try? memory.close() }
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            let ends = fields.first?.split(separator: "-").compactMap { UInt64($0, radix: 16) } ?? []
            // What the kernel maps for itself cannot be read, and holds nothing of the process.
            guard ends.count == 2, fields.count > 1, fields[1].hasPrefix("r"), fields.last?.hasPrefix("[v") == false
            else { continue }
            var start = ends[0]
            while start < ends[1] {
                let count = Int(min(ends[1] - start, 4 << 20))
                let data = Self.read(memory.fileDescriptor, at: start, count)
                if data.isEmpty { break }
                look(at: data, .memory)
                if start + UInt64(data.count) >= ends[1] || data.count <= NumberSearch.longest { break }
                start += UInt64(data.count - NumberSearch.longest)
            }
        }
    }

    /// The numbers that were found in a medium.
    func numbers(in medium: Medium) -> Set<UInt64> {
        state.withLock { Set(($0.findings[medium] ?? []).map(\.number)) }
    }

    /// How many bytes of a medium were searched.
    func bytes(of medium: Medium) -> Int { state.withLock { $0.bytes[medium] ?? 0 } }

    private static func read(_ descriptor: Int32, at address: UInt64, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(address)))
        }
    }
}
