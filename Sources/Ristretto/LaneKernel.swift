// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import Columns

/// Wraps the C of `CRistrettoLanes` at raw addresses.
///
/// Rows are those of one slice, at any alignment. Nothing here allocates.
enum LaneKernel {
    /// Maps rows of 64 uniform bytes to the group and multiplies them; returns the first row that is the identity.
    static func multiply(
        mapping uniform: UnsafeRawPointer, rows: Int, by scalar: UnsafeRawPointer,
        to output: UnsafeMutableRawPointer, on lanes: crl_lanes
    ) -> BatchError? {
        let report = unsafe crl_map_multiply(
            lanes, uniform.assumingMemoryBound(to: UInt8.self), rows, scalar.assumingMemoryBound(to: UInt8.self),
            output.assumingMemoryBound(to: UInt8.self))
        return unsafe fault(report)
    }

    /// Decodes rows strictly and multiplies them; returns the first that is refused, or that is the identity.
    static func multiply(
        _ elements: UnsafeRawPointer, rows: Int, by scalar: UnsafeRawPointer, to output: UnsafeMutableRawPointer,
        on lanes: crl_lanes
    ) -> BatchError? {
        let report = unsafe crl_multiply(
            lanes, elements.assumingMemoryBound(to: UInt8.self), rows, scalar.assumingMemoryBound(to: UInt8.self),
            output.assumingMemoryBound(to: UInt8.self))
        return unsafe fault(report, in: elements)
    }

    /// Decodes rows strictly; returns the first that is refused.
    static func check(_ elements: UnsafeRawPointer, rows: Int, on lanes: crl_lanes) -> BatchError? {
        unsafe fault(crl_check(lanes, elements.assumingMemoryBound(to: UInt8.self), rows), in: elements)
    }

    /// Reads how a call ended; the reason why a row is refused is looked for once more, by the portable code.
    private static func fault(_ report: crl_report, in elements: UnsafeRawPointer? = nil) -> BatchError? {
        switch report.end {
        case CRL_DONE: nil
        case CRL_IDENTITY_RESULT: .identityResult(index: report.row)
        default:
            // CRL_LANES_MISSING does not come: lanes are chosen among those that the machine has.
            .badElement(
                index: report.row,
                reason: unsafe elements.flatMap {
                    unsafe ElementKernel.fault(at: $0 + report.row * EncodedElement.byteCount)
                } ?? .notInGroup)
        }
    }
}
