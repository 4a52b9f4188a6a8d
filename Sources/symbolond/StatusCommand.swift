// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Signing
internal import Storage

/// `symbolond status`: looks at the state without disturbing a serving process.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the coordinator's key, agreements, rounds, parties and disk.")

    @Option(help: "The home's symbolond.yaml.")
    var config: String

    @Option(help: "How the result is printed.")
    var format: OutputFormat = .text

    func run() async throws {
        let configuration = try await ServerConfiguration(file: config)
        let database = try StateDatabase(path: configuration.files.state)
        let report = try StateReport(of: database, columns: configuration.files.columns)
        let status = StatusDocument(
            identity: try IdentityFile.read(configuration.files.identityKey).publicIdentity, report: report,
            chunksTotal: try StatusDocument.chunksTotal(of: report, in: database),
            freeBytes: try DiskSpace.freeBytes(at: configuration.folder))
        try database.close()
        switch format {
        case .json: Terminal.show(status.json.line)
        case .text: for line in status.lines { Terminal.show(line) }
        }
    }
}
