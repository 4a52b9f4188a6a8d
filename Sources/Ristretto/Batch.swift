// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import CSodium
import Columns
import Dispatch

/// Works on whole columns, spread over all cores.
///
/// Rows are cut into slices that threads take one after the other (`DispatchQueue.concurrentPerform`), so the call
/// blocks its thread until all are done: from a task, call it for a chunk at a time, off the cooperative pool where
/// others must go on. A key stays in its locked memory, which all threads read. Input and output must not overlap.
/// Where a call refuses a row, every byte of its output is zero; where it refuses a size or lanes, it wrote nothing.
/// A call runs on the lanes that it names, or else on those of the process; its results are the same.
package enum Batch {
    /// Counts the rows of a slice: one to ten milliseconds' work, and what eight lanes invert for at once.
    private static let sliceRows = 256

    /// Clears what libsodium leaves of scalar digits on a thread's stack.
    private static let stackByteCount = 16 * 1024

    /// Runs `body` on every slice of the rows; returns what the slice with the first rows reported, if any did.
    ///
    /// `body` returns the first fault of its slice. Slices after a faulty one still run: what they cost is bounded.
    static func firstFault<Fault>(rows: Int, _ body: (Range<Int>) -> Fault?) -> Fault? {
        let slices = (rows + sliceRows - 1) / sliceRows
        guard slices > 0 else { return nil }
        var faults = [Fault?](repeating: nil, count: slices)
        withoutActuallyEscaping(body) { body in
            unsafe faults.withUnsafeMutableBufferPointer { faults in
                // Safe: a slice writes its own rows and its own place only, what it reads nobody writes, and all
                // slices end before concurrentPerform returns.
                nonisolated(unsafe) let places = unsafe faults
                nonisolated(unsafe) let work = body
                DispatchQueue.concurrentPerform(iterations: slices) { slice in
                    let first = slice * sliceRows
                    unsafe places[slice] = unsafe work(first..<min(first + sliceRows, rows))
                    sodium_stackzero(stackByteCount)
                }
            }
        }
        return faults.lazy.compactMap(\.self).first
    }

    /// Gives the vector lanes for a call, nil for the portable code.
    static func vectors(of lanes: Lanes?) throws(BatchError) -> crl_lanes? {
        guard let lanes else {
            switch Lanes.chosen {
            case .success(let chosen): return chosen.vectors
            case .failure(let error): throw .noLanes(error)
            }
        }
        guard lanes.isAvailable else { throw .noLanes(.unavailable(lanes)) }
        return lanes.vectors
    }

    /// Counts the elements of a column.
    static func elementCount(of column: UnsafeRawBufferPointer) throws(BatchError) -> Int {
        guard let count = unsafe ElementColumn.count(of: column) else {
            throw .partElement(byteCount: column.count)
        }
        return count
    }

    /// Checks the room for results.
    static func checkOutput(_ output: UnsafeMutableRawBufferPointer, rows: Int, width: Int) throws(BatchError) {
        let (expected, overflow) = rows.multipliedReportingOverflow(by: width)
        guard !overflow, output.count == expected else {
            throw .outputByteCount(expected: expected, actual: output.count)
        }
    }

    /// Zeroes results that must not be used.
    static func wipe(_ output: UnsafeMutableRawBufferPointer) {
        if let base = output.baseAddress { unsafe sodium_memzero(base, output.count) }
    }
}
