// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Lists
import Synchronization

/// Reads a list in batches, works on them on all cores, and hands the results out in the order of the list.
///
/// Memory does not grow with the list: two batches a core are under way, and they and their results are filled again and
/// again.
enum BatchPipeline {
    /// Rows of a batch: small enough that all cores have one soon.
    static let rows = 4096

    /// Runs until the list ends; blocks its thread.
    ///
    /// `work` is called on any thread, for several batches at once, and fills a result that `fresh` made and that may have
    /// been filled before; `collect` on the caller's, in the order of the list.
    static func run<Result: Sendable>(
        _ reader: inout ListReader, cores: Int = ProcessInfo.processInfo.activeProcessorCount,
        fresh: () -> Result, work: @escaping @Sendable (RowBatch, inout Result) -> Void,
        collect: (RowBatch, inout Result) throws -> Void
    ) throws {
        let queue = DispatchQueue(label: "symbolon.batches", qos: .userInitiated, attributes: .concurrent)
        let most = max(1, cores) * 2
        var slots: [BatchSlot<Result>] = []
        var begun = 0
        var collected = 0
        while true {
            if begun - collected == most {
                try slots[collected % most].finish(collect)
                collected += 1
            }
            if slots.count < most { slots.append(BatchSlot(result: fresh(), rows: rows)) }
            let slot = slots[begun % most]
            guard try slot.fill(from: &reader) else { break }
            queue.async { slot.work(work) }
            begun += 1
        }
        while collected < begun {
            try slots[collected % most].finish(collect)
            collected += 1
        }
    }

    /// Runs until the list ends, with a result of its own for every batch.
    static func run<Result: Sendable>(
        _ reader: inout ListReader, cores: Int = ProcessInfo.processInfo.activeProcessorCount,
        work: @escaping @Sendable (RowBatch) -> Result, collect: (Result) throws -> Void
    ) throws {
        try run(&reader, cores: cores) {
            Result?.none
        } work: { batch, result in
            result = work(batch)
        } collect: { _, result in
            if let whole = result.take() { try collect(whole) }
        }
    }
}
