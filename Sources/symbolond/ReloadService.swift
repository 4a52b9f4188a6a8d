// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Coordinator
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Reads log level and limits again at SIGHUP; a file with a fault changes nothing.
struct ReloadService: Service {
    let file: String
    let level: LogLevel
    let limits: SharedLimits
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                let configuration = try await ServerConfiguration(file: file)
                level.current = configuration.logLevel
                limits.replace(with: configuration.limits)
                logger.notice("configuration reloaded", metadata: ["level": "\(configuration.logLevel)"])
            } catch {
                logger.error(
                    "configuration not reloaded", metadata: ["reason": "\(CommandFailure(mapping: error).message)"])
            }
        }
    }
}
