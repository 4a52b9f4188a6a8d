// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Signing
import Synchronization

/// Starts processes and remembers them, so that none outlives the test.
package final class ProcessGroup: Sendable {
    private let logs: URL
    private let home: URL
    private let started = Mutex<[ProcessRun]>([])

    /// - Parameter folder: gets everything that the processes write to their standard output and error.
    package init(in folder: URL) throws {
        home = folder
        logs = folder.appending(path: "logs")
        try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
    }

    /// Starts a program; its output goes to files of this name, and a number where the name was used.
    package func start(
        _ program: String, _ arguments: [String], name: String, environment: [String: String] = [:]
    ) throws -> ProcessRun {
        try started.withLock { started in
            let run = try ProcessRun(
                program, arguments, name: "\(started.count)-\(name)", in: logs,
                environment: inherited.merging(environment) { $1 })
            started.append(run)
            return run
        }
    }

    /// Runs a command to its end; throws where it ends with another code than 0.
    @discardableResult
    package func command(_ program: String, _ arguments: [String], name: String) async throws -> String {
        let run = try start(program, arguments, name: name)
        let exit = try await run.waitForExit()
        guard exit.code == 0 else { throw ProcessError.failed(run.title, exit, said: run.lastWords) }
        return run.standardOutput
    }

    /// Runs a command that prints one JSON document.
    package func document(_ program: String, _ arguments: [String], name: String) async throws -> [String: JSONValue] {
        let text = try await command(program, arguments + ["--format", "json"], name: name)
        guard case .object(let members) = try JSONValue(parsing: Array(text.utf8)) else {
            throw ProcessError.garbled("\(name): expected an object, found: \(text)")
        }
        return members
    }

    /// Kills what still runs and waits for it.
    package func end() {
        let all = started.withLock { $0 }
        for run in all { run.signal(SIGKILL) }
        // The signal cannot be refused: this takes as long as the system needs to take the memory back.
        for run in all { while run.exit == nil { usleep(1000) } }
    }

    /// The few variables that a program needs to start; its home is the test's folder.
    private var inherited: [String: String] {
        var environment = ["HOME": home.path]
        for name in ["PATH", "LD_LIBRARY_PATH", "TMPDIR"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        return environment
    }
}

extension [String: JSONValue] {
    /// A text of the document; throws where there is none.
    package func text(_ key: String) throws -> String {
        guard case .string(let text)? = self[key] else {
            throw ProcessError.garbled("no text \(key) in \(keys.sorted())")
        }
        return text
    }

    /// A number of the document; throws where there is none.
    package func number(_ key: String) throws -> Int {
        guard case .integer(let number)? = self[key] else {
            throw ProcessError.garbled("no number \(key) in \(keys.sorted())")
        }
        return Int(number)
    }
}
