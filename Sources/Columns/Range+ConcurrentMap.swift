// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

extension Range<Int> {
    /// What a function gives for each number, computed on all cores; it blocks until all are done.
    ///
    /// - Parameter body: called once for each number, on any thread, whether others throw or not.
    /// - Throws: what the function throws for the lowest number for which it does.
    package func concurrentMap<Value: Sendable, Failure: Error>(
        _ body: @Sendable (Int) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        let results = Mutex([Result<Value, Failure>?](repeating: nil, count: count))
        withoutActuallyEscaping(body) { body in
            DispatchQueue.concurrentPerform(iterations: count) { index in
                let result = Result { () throws(Failure) in try body(lowerBound + index) }
                results.withLock { $0[index] = result }
            }
        }
        var values: [Value] = []
        values.reserveCapacity(count)
        for case let result? in results.withLock({ $0 }) { values.append(try result.get()) }
        return values
    }
}
