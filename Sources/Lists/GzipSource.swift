// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CZlib

/// The content of a gzip file (RFC 1952), of one member or several behind each other.
///
/// Memory is a window and a buffer whatever the file holds. Time is bounded too: beyond 64 MiB a file may not unpack to more
/// than 200 times the bytes read of it, which lists stay far below and gzip bombs (about 1,000 times) do not, unless the caller
/// trusts it.
final class GzipSource: ByteSource {
    private let source: any ByteSource
    private let name: String
    // On the heap, because zlib keeps the stream's address and refuses a copy.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var sourceHasEnded = false
    private var isInsideMember = true
    private let isTrusted: Bool
    private var packedBytes = 0
    private var unpackedBytes = 0

    /// Unpacked bytes for which no ratio is asked.
    private static let freeBytes = 64 << 20
    private static let mostRatio = 200

    init(_ source: any ByteSource, name: String, bufferSize: Int, isTrusted: Bool) throws(ListError) {
        self.source = source
        self.name = name
        self.isTrusted = isTrusted
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: max(bufferSize, 1), alignment: 1)
        guard czlib_inflate_init_gzip(stream) == Z_OK else {
            throw ListError(.inputOutput, "\(name): there is no memory to unpack the file.")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ListError) -> Int {
        while true {
            if stream.pointee.avail_in == 0, !sourceHasEnded { try refill() }
            if stream.pointee.avail_in == 0, sourceHasEnded {
                guard isInsideMember else { return 0 }
                throw ListError(.badData, "\(name): the gzip file is cut off; copy or export it again.")
            }
            if !isInsideMember, try !startMember() { continue }
            let room = min(buffer.count, Int(UInt32.max))
            stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room)
            let outcome = inflate(stream, Z_NO_FLUSH)
            switch outcome {
            case Z_STREAM_END: isInsideMember = false
            case Z_OK, Z_BUF_ERROR: break
            default: throw damaged
            }
            let count = room - Int(stream.pointee.avail_out)
            unpackedBytes += count
            try checkRatio()
            if count > 0 { return count }
        }
    }

    /// Prepares for a member behind the last; skips the zeros that tapes pad files with, one byte a call.
    private func startMember() throws(ListError) -> Bool {
        if stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
            return false
        }
        guard stream.pointee.next_in.pointee == 0x1F, inflateReset(stream) == Z_OK else { throw damaged }
        isInsideMember = true
        return true
    }

    private func refill() throws(ListError) {
        let count = try source.read(into: input)
        sourceHasEnded = count == 0
        packedBytes += count
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
    }

    private func checkRatio() throws(ListError) {
        guard !isTrusted, unpackedBytes > Self.freeBytes else { return }
        let read = packedBytes - Int(stream.pointee.avail_in)
        guard unpackedBytes / Self.mostRatio > read else { return }
        throw ListError(
            .badData,
            "\(name): the gzip file unpacks to more than \(Self.mostRatio) times its size, as no list does; look what is in it, "
                + "or say --trust-gzip.")
    }

    private var damaged: ListError {
        ListError(.badData, "\(name): the gzip file is damaged; copy or export it again.")
    }
}
