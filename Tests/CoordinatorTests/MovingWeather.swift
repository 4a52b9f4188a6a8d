// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Segmentation
import Synchronization

/// One place, `wet`, whose file a test replaces, and whose reading it can hold up.
final class MovingWeather: WeatherSource {
    private struct State {
        var file: WeatherFile
        var isHeld = false
        var asked = 0
    }

    private let state: Mutex<State>
    private let gate = DispatchSemaphore(value: 0)

    init(_ file: WeatherFile) { state = Mutex(State(file: file)) }

    var places: Set<String> { ["wet"] }

    /// How often somebody asked for the file.
    var asked: Int { state.withLock { $0.asked } }

    func replace(by file: WeatherFile) { state.withLock { $0.file = file } }

    /// Lets the next one who asks wait until ``release()``.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() { gate.signal() }

    func file(of place: String) throws(WeatherError) -> WeatherFile {
        let (file, isHeld) = state.withLock { state in
            defer { state.isHeld = false }
            state.asked += 1
            return (state.file, state.isHeld)
        }
        if isHeld { gate.wait() }
        return file
    }
}
