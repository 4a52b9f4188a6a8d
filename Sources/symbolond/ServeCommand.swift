// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Consent
internal import Coordinator
internal import Logging
internal import Signing
internal import Storage

/// `symbolond serve`: runs the coordinator until it is told to end.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve parties over TLS 1.3.",
        discussion: "SIGTERM and SIGINT end it after the requests under way; SIGHUP reads log level and limits again.")

    @Option(help: "The home's symbolond.yaml.")
    var config: String

    @Option(help: ArgumentHelp("Listen here instead of where the configuration says.", valueName: "host:port"))
    var listen: String?

    @Option(
        help: ArgumentHelp(
            "Serve health and metrics here instead of where the configuration says; where --listen has port 0, so has this.",
            valueName: "host:port"))
    var operations: String?

    @Option(help: ArgumentHelp("Write addresses and process number here once listening.", valueName: "file"))
    var readyFile: String?

    func run() async throws {
        ProcessSettings.ignoreHangup()
        let configuration = try await ServerConfiguration(file: config)
        let address = try Self.address(listen, option: "--listen") ?? configuration.listen
        var operations = try Self.address(operations, option: "--operations") ?? configuration.operations
        if listen != nil, address.port == 0, self.operations == nil { operations = operations.onAnyPort }
        let level = LogLevel(configuration.logLevel)
        LoggingSystem.bootstrap { _ in LineLogHandler(level: level) }
        let logger = Logger(label: "symbolond")
        guard let now = Timestamp(seconds: ProcessSettings.clock()) else {
            throw CommandFailure(.badConfiguration, "the clock is outside the years 1970 to 9999; set it")
        }
        let material = try ServerMaterial(of: configuration, now: now, logger: logger)
        // Released by the system with the process.
        let lock = try HomeLock(path: "\(configuration.folder)/serve.lock")
        defer { withExtendedLifetime(lock) {} }
        let database = try StateDatabase(path: configuration.files.state)
        let metrics = PrometheusRegistry()
        let limits = SharedLimits(configuration.limits)
        let server = CoordinatorServer(
            dependencies: CoordinatorDependencies(
                agreements: StoredAgreements(database), rounds: StoredRounds(database),
                columns: try ColumnFiles(folder: configuration.files.columns),
                partitions: try PartitionFiles(folder: "\(configuration.files.columns)/.partitions"),
                enrolment: StoredEnrolment(database),
                members: StoredMembers(database), segments: StoredSegments(database),
                policies: try PolicyLibrary.builtIn(), weather: configuration.weather, authority: material.authority,
                identity: material.identity, software: Software.name, limits: limits,
                metrics: metrics, logger: logger, clock: ProcessSettings.clock))
        try await server.registry.start()
        let run = ServerRun(
            server: server, metrics: metrics, credentials: material.credentials, listen: address,
            operations: operations, sweepSeconds: configuration.sweepSeconds,
            reload: ReloadService(file: config, level: level, limits: limits, logger: logger), readyFile: readyFile)
        try await run.run()
        try database.close()
        logger.notice("ended")
    }

    private static func address(_ text: String?, option: String) throws -> ListenAddress? {
        guard let text else { return nil }
        do { return try ListenAddress(text) } catch let failure as CommandFailure {
            throw CommandFailure(.usage, "\(option): \(failure.message)")
        }
    }
}
