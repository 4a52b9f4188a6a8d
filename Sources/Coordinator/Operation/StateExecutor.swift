// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch

/// The one thread of control for everything that changes durable state.
///
/// The round hosts, the registry and the enrolment desk all end in one SQLite writer, whose calls block. Running them here
/// keeps the cooperative pool free, and makes what one of them does between two suspension points exclusive towards all
/// others: a budget that was checked is charged before any other round can charge it.
final class StateExecutor: SerialExecutor {
    static let shared = StateExecutor()

    private let queue = DispatchQueue(label: "symbolon.state")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
