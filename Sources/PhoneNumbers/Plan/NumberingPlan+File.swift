// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

extension NumberingPlan {
    /// The largest file that is taken for a plan, in bytes.
    package static let fileLimit = 16 << 20

    /// Reads a plan that `scripts/numbering-plan` has written, after looking at every part of it.
    ///
    /// - Throws: `PlanError`.
    package init(file: [UInt8]) throws(PlanError) {
        let headerSize = MemoryLayout<cnp_header>.stride
        let directorySize = PlanTables.sectionCount * MemoryLayout<cnp_section>.stride
        guard file.count >= headerSize + directorySize, file.count <= Self.fileLimit,
            file.starts(with: PlanTables.magic)
        else { throw .notAPlan }
        // Kept for as long as the program runs if it is a plan, because it may be in use anywhere.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: file.count, alignment: 8)
        memory.copyBytes(from: file)
        do throws(PlanError) {
            self.init(try Self.tables(over: UnsafeRawBufferPointer(memory)))
        } catch {
            memory.deallocate()
            throw error
        }
    }

    /// Lays tables over a file that has been looked at.
    private static func tables(over file: UnsafeRawBufferPointer) throws(PlanError) -> PlanTables {
        let headerSize = MemoryLayout<cnp_header>.stride
        let header = file.load(as: cnp_header.self)
        guard Int(header.section_count) == PlanTables.sectionCount else { throw .notAPlan }
        guard Int(header.size) == file.count, header.digest == digest(of: file[headerSize...]) else { throw .damaged }
        let base = file.baseAddress.unsafelyUnwrapped
        try PlanInspection.checkSections(base, count: file.count)
        let tables = PlanTables(base: base)
        do throws(PlanError) {
            try PlanInspection(tables: tables).check()
            let release = NumberingPlan()
            let version = version(in: tables)
            guard version != release.version || tables.digest == release.tables.digest else {
                throw .falseVersion(version)
            }
        } catch {
            tables.regionOfLetters.deallocate()
            throw error
        }
        return tables
    }

    /// FNV-1a, 64 bits.
    private static func digest(of bytes: Slice<UnsafeRawBufferPointer>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
