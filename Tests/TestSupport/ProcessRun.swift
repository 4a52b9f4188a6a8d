// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Synchronization

/// A child process whose output goes to files; only it, by its number, is ever signalled.
package final class ProcessRun: Sendable {
    /// Program and arguments, for people.
    package let title: String
    package let pid: pid_t
    private let output: String
    private let errors: String
    private let ended = Mutex<ProcessExit?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - folder: gets `NAME.out` and `NAME.err`, which are added to.
    ///   - environment: all of the child's environment.
    package init(
        _ program: String, _ arguments: [String], name: String, in folder: URL, environment: [String: String] = [:]
    ) throws {
        title = ([URL(filePath: program).lastPathComponent] + arguments).joined(separator: " ")
        output = folder.appending(path: "\(name).out").path
        errors = folder.appending(path: "\(name).err").path
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child: pid_t = 0
        let status = Self.withCStrings([program] + arguments) { arguments in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(&child, program, &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else { throw ProcessError.notStarted(program, status) }
        pid = child
    }

    /// What it has written to standard output.
    package var standardOutput: String { Self.text(of: output) }

    /// What it has written to standard error.
    package var standardError: String { Self.text(of: errors) }

    /// How it ended; nil while it runs.
    package var exit: ProcessExit? {
        ended.withLock { ended in
            if ended == nil { ended = reap() }
            return ended
        }
    }

    /// Sends a signal.
    ///
    /// - Returns: false where the process had ended before.
    @discardableResult
    package func signal(_ signal: Int32) -> Bool {
        ended.withLock { ended in
            // The number belongs to this child until it is reaped, which happens under the same lock.
            if ended == nil { ended = reap() }
            return ended == nil && kill(pid, signal) == 0
        }
    }

    /// Waits until the process ends.
    package func waitForExit(within limit: Duration = .seconds(60)) async throws -> ProcessExit {
        try await Self.poll("the end of \(title)", within: limit, said: { self.lastWords }) { self.exit }
    }

    /// Kills the process and waits for its end.
    ///
    /// - Returns: true where the signal ended it, false where it had ended before.
    @discardableResult
    package func killAndWait() async throws -> Bool {
        signal(SIGKILL)
        return try await waitForExit().signal == SIGKILL
    }

    /// Waits until the process has written a text to standard error; throws where it ends without.
    package func waitForError(containing text: String, within limit: Duration = .seconds(60)) async throws {
        try await Self.poll("\"\(text)\" from \(title)", within: limit, said: { self.lastWords }) {
            if self.standardError.contains(text) { return () }
            if let exit = self.exit, !self.standardError.contains(text) {
                throw ProcessError.failed(self.title, exit, said: self.lastWords)
            }
            return nil
        }
    }

    /// Looks again and again until there is a value.
    package static func poll<Value>(
        _ what: String, within limit: Duration = .seconds(60), said: () -> String = { "-" },
        _ look: () async throws -> Value?
    ) async throws -> Value {
        let end = ContinuousClock.now.advanced(by: limit)
        while true {
            if let value = try await look() { return value }
            guard ContinuousClock.now < end else { throw ProcessError.late(what, said: said()) }
            try await Task.sleep(for: .milliseconds(3))
        }
    }

    /// The end of standard error, for messages.
    package var lastWords: String { String(standardError.suffix(600)) }

    private func reap() -> ProcessExit? {
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(pid, &status, WNOHANG, &usage) == pid else { return nil }
        let signal = status & 0x7F
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        return ProcessExit(
            code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
            peakBytes: Int(usage.ru_maxrss) * 1024, processorSeconds: seconds)
    }

    private static func text(of path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// Hands a body an array of C strings that ends with nil, as the system wants it.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
