// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Lists
import Synchronization

/// Reads a list in batches, works on them on all cores, and hands the results out in the order of the list.
///
/// Memory does not grow with the list: at most two batches a core are under way.
enum BatchPipeline {
    /// Rows of a batch: small enough that all cores have one soon.
    static let rows = 2048

    /// Runs until the list ends; blocks its thread.
    ///
    /// `work` is called on any thread, for several batches at once; `collect` on the caller's, in the order of the list.
    static func run<Result: Sendable>(
        _ reader: inout ListReader, cores: Int = ProcessInfo.processInfo.activeProcessorCount,
        work: @escaping @Sendable (RowBatch) -> Result, collect: (Result) throws -> Void
    ) throws {
        let queue = DispatchQueue(label: "symbolon.batches", qos: .userInitiated, attributes: .concurrent)
        var jobs: [Job<Result>] = []
        let most = max(1, cores) * 2
        while true {
            var batch = RowBatch(capacity: rows)
            guard try reader.next(into: &batch) else { break }
            let job = Job<Result>()
            jobs.append(job)
            queue.async { [batch] in job.finish(work(batch)) }
            if jobs.count >= most { try collect(jobs.removeFirst().wait()) }
        }
        for job in jobs { try collect(job.wait()) }
    }
}

/// A result that another thread brings.
private final class Job<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    func finish(_ value: Result) {
        result.withLock { $0 = value }
        isDone.signal()
    }

    /// Waits for the result, which is there once the semaphore was signalled.
    func wait() -> Result {
        while true {
            isDone.wait()
            if let value = result.withLock({ $0 }) { return value }
        }
    }
}
