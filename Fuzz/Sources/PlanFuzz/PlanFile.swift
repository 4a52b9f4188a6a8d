// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

/// The frame of a plan's file: header, directory, sections.
enum PlanFile {
    static let sectionCount = 24
    private static let headerSize = MemoryLayout<cnp_header>.stride

    /// Puts the sections into a file behind each other.
    static func file(of sections: [[UInt8]]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        let start = headerSize + sections.count * MemoryLayout<cnp_section>.stride
        for section in sections {
            while (start + body.count) % 8 != 0 { body.append(0) }
            directory += bytes(of: [UInt32(start + body.count), UInt32(section.count)])
            body += section
        }
        var file = [UInt8](repeating: 0, count: headerSize) + directory + body
        seal(&file)
        return file
    }

    /// Writes a header that fits the bytes behind it.
    static func seal(_ file: inout [UInt8]) {
        let digest = file[headerSize...].reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let header =
            Array("SYMPLAN".utf8) + [1] + bytes(of: [UInt32(file.count), UInt32(sectionCount)]) + bytes(of: [digest])
        file.replaceSubrange(0..<headerSize, with: header)
    }

    static func bytes<T: BitwiseCopyable>(of values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
}
