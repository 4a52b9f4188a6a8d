// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Signing
import Synchronization

/// A coordinator's home and the process that serves it.
package final class CoordinatorHome: Sendable {
    package let folder: URL
    /// Its identity key, as agreements name it.
    package let identity: String
    private let group: ProcessGroup
    private let state = Mutex(State())

    private struct State {
        var run: ProcessRun?
        var port: Int?
        var environment: [String: String] = [:]
    }

    /// Makes a home.
    ///
    /// - Parameter places: the places that contexts may name; ``write(weather:of:)`` makes their files.
    package init(
        at folder: URL, in group: ProcessGroup, logLevel: String = "info", places: [String] = []
    ) async throws {
        self.folder = folder
        self.group = group
        identity = try await group.document(
            ProcessPrograms.symbolond(), ["init", "--home", folder.path, "--host", "127.0.0.1"], name: "symbolond-init"
        ).text("identity")
        // Many coordinators live on a test machine: none may have a fixed port.
        var text = try String(contentsOf: folder.appending(path: "symbolond.yaml"), encoding: .utf8)
        text.replace("operations: \"127.0.0.1:9464\"", with: "operations: \"127.0.0.1:0\"")
        text.replace("level: \"info\"", with: "level: \"\(logLevel)\"")
        // What a killed coordinator left undone is done at the next of these, and a test waits for it.
        text.replace("sweepSeconds: 30", with: "sweepSeconds: 1")
        let files = places.map { "\"\($0)=\($0).json\"" }
        text.replace("weather: []", with: "weather: [\(files.joined(separator: ", "))]")
        let file = try FileHandle(forWritingTo: folder.appending(path: "symbolond.yaml"))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    /// The process that serves; nil where none was started.
    package var run: ProcessRun? { state.withLock { $0.run } }

    /// Where parties find it.
    package var url: String { "https://127.0.0.1:\(state.withLock { $0.port } ?? 0)" }

    /// The file of its settings.
    package var configuration: String { folder.appending(path: "symbolond.yaml").path }

    /// Writes the weather of a place, as something that renews it would.
    package func write(weather: String, of place: String) throws {
        try Data(weather.utf8).write(to: folder.appending(path: "\(place).json"))
    }

    /// Serves, and returns once it listens; later starts take the port of the first.
    package func serve(environment: [String: String] = [:]) async throws {
        state.withLock { $0.environment = environment }
        try await start()
    }

    /// Notes that somebody else serves this home, at a port of the loopback.
    package func isServed(at port: Int) { state.withLock { $0.port = port } }

    /// Kills the serving process without warning.
    ///
    /// - Returns: false where it had ended before.
    @discardableResult
    package func kill() async throws -> Bool { try await run?.killAndWait() ?? false }

    /// Starts it again with the same command; waits for its end first.
    package func restart() async throws {
        _ = try await run?.waitForExit()
        try await start()
    }

    /// What `symbolond status` tells.
    package func status() async throws -> [String: JSONValue] {
        try await group.document(ProcessPrograms.symbolond(), ["status", "--config", configuration], name: "status")
    }

    /// How many chunks of a round were sent to it more than once.
    package func repeatedChunks(ofRound number: Int) async throws -> Int {
        guard case .array(let rounds)? = try await status()["rounds"] else { throw ProcessError.garbled("no rounds") }
        for case .object(let round) in rounds where try round.number("number") == number {
            return try round.number("repeatedChunks")
        }
        throw ProcessError.garbled("no round \(number) in the status")
    }

    /// A one-time code for a party.
    package func invite(_ party: String) async throws -> String {
        try await group.document(
            ProcessPrograms.symbolond(), ["invite", party, "--config", configuration], name: "invite-\(party)"
        ).text("code")
    }

    private func start() async throws {
        let ready = folder.appending(path: "ready")
        let (port, environment) = state.withLock { ($0.port, $0.environment) }
        // The port may be taken for a moment by a connection of some other process that left it to the system.
        for attempt in 1... {
            try? FileManager.default.removeItem(at: ready)
            let run = try group.start(
                ProcessPrograms.symbolond(),
                [
                    "serve", "--config", configuration, "--listen", "127.0.0.1:\(port ?? 0)", "--ready-file",
                    ready.path,
                ], name: "symbolond", environment: environment)
            state.withLock { $0.run = run }
            let document = try await ProcessRun.poll("the coordinator", said: { run.lastWords }) { () -> Data?? in
                if let data = FileManager.default.contents(atPath: ready.path) { return data }
                if run.exit != nil { return .some(nil) }
                return nil
            }
            if let document, case .object(let members) = try JSONValue(parsing: Array(document)) {
                let port = try members.number("port")
                return state.withLock { $0.port = port }
            }
            guard attempt < 20, run.standardError.contains("in use") else {
                throw ProcessError.garbled("the coordinator does not start: \(run.lastWords)")
            }
        }
    }
}
