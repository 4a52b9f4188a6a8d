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
        // Kept for as long as the program runs, because a plan may be in use anywhere.
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: file.count, alignment: 8)
        memory.copyBytes(from: file)
        let base = UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped)
        let header = base.load(as: cnp_header.self)
        do throws(PlanError) {
            guard Int(header.section_count) == PlanTables.sectionCount else { throw .notAPlan }
            guard Int(header.size) == file.count, header.digest == Self.digest(of: file[headerSize...]) else {
                throw .damaged
            }
            try PlanInspection.checkSections(base, count: file.count)
            let tables = PlanTables(base: base)
            try PlanInspection(tables: tables).check()
            self.init(tables)
            let release = NumberingPlan()
            guard version != release.version || digest == release.digest else { throw .falseVersion(version) }
        } catch {
            memory.deallocate()
            throw error
        }
    }

    /// FNV-1a, 64 bits.
    private static func digest(of bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
