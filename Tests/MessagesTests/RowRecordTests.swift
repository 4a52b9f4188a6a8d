// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Messages
import Testing
import Vocabulary

@Suite struct RowRecordTests {
    @Test("A record is 16 bytes of handle and a big-endian position", arguments: [0, 1, 0x0102_0304, UInt32.max])
    func roundTrip(position: UInt32) throws {
        let handle = try #require(Handle(bytes: (1...16).map { UInt8($0) }))
        var bytes: [UInt8] = [0xEE]
        RowRecord(handle: handle, position: position).append(to: &bytes)
        #expect(bytes.count == 1 + RowRecord.width)
        #expect(Array(bytes[1..<17]) == (1...16).map { UInt8($0) })
        #expect(Array(bytes[17...]) == withUnsafeBytes(of: position.bigEndian) { Array($0) })
        let read = try #require(RowRecord(bytes: bytes[1...]))
        #expect(read == RowRecord(handle: handle, position: position))
    }

    @Test("Another length is refused", arguments: [0, 16, 19, 21, 40])
    func length(count: Int) {
        #expect(RowRecord(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("A record differs by handle and by position")
    func equality() throws {
        let handles = try [1, 2].map { try #require(Handle(bytes: [UInt8](repeating: $0, count: 16))) }
        let records = Set(handles.flatMap { handle in [1, 2].map { RowRecord(handle: handle, position: $0) } })
        #expect(records.count == 4)
    }
}
