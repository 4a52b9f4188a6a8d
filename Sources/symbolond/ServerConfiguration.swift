// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Configuration
internal import Coordinator
internal import Enrolment
internal import Logging
internal import SystemPackage

/// What `symbolond.yaml` says, checked.
struct ServerConfiguration: Sendable {
    /// The folder of the file; relative paths start here.
    let folder: String
    let listen: ListenAddress
    let operations: ListenAddress
    let hosts: [ServerHost]
    let files: Files
    let weather: WeatherFiles
    let logLevel: Logger.Level
    let limits: CoordinatorLimits
    let sweepSeconds: Int
    let inviteHours: Int

    /// Paths of the home's files, absolute or relative to the working directory.
    struct Files: Sendable {
        let authorityCertificate: String
        let authorityKey: String
        let serverCertificate: String
        let serverKey: String
        let identityKey: String
        let state: String
        let columns: String
    }

    /// Reads and checks a file; every key but `weather` and `weatherMaxAgeMinutes` has to be there, and no other.
    init(file: String) async throws {
        let folder = FilePath(file).removingLastComponent()
        self.folder = folder.isEmpty ? "." : folder.string
        let home = self.folder
        do {
            // Before the folder is judged: nobody should close a folder for a mistyped path.
            guard PrivateDocument.exists(file) else {
                throw CommandFailure(
                    .missingInput, "\(file): no such file; run symbolond init, or name the home's symbolond.yaml")
            }
            guard !PrivateDocument.isFolder(file) else {
                throw CommandFailure(.missingInput, "\(file): a folder; name the symbolond.yaml in it")
            }
            try PrivateDocument.requirePrivateFolder(home)
            // Read once by ourselves: mode and presence give better errors than a parser does, and the reader below sees no
            // key that nobody asks for.
            try Self.checkKeys(PrivateDocument.read(file), in: file)
            let reader = ConfigReader(provider: try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
            listen = try ListenAddress(reader.requiredString(forKey: "listen"))
            operations = try ListenAddress(reader.requiredString(forKey: "operations"))
            hosts = try reader.requiredStringArray(forKey: "hosts").map { try ServerHost($0) }
            guard !hosts.isEmpty else { throw CommandFailure(.badConfiguration, "hosts: expected at least one name") }
            func path(_ key: String) throws -> String {
                let text = try reader.requiredString(forKey: ConfigKey("files.\(key)"))
                return text.hasPrefix("/") ? text : "\(home)/\(text)"
            }
            files = Files(
                authorityCertificate: try path("authorityCertificate"), authorityKey: try path("authorityKey"),
                serverCertificate: try path("serverCertificate"), serverKey: try path("serverKey"),
                identityKey: try path("identityKey"), state: try path("state"), columns: try path("columns"))
            // Homes that were made before contexts existed lack both keys.
            weather = try WeatherFiles(
                reader.stringArray(forKey: "weather", default: []), folder: home,
                maximumAge: 60 * Int64(Self.optionalNumber("weatherMaxAgeMinutes", in: 1...10_080, 360, reader)))
            let level = try reader.requiredString(forKey: "log.level")
            guard let logLevel = Logger.Level(rawValue: level) else {
                let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(.badConfiguration, "log.level: expected one of \(levels)")
            }
            self.logLevel = logLevel
            limits = CoordinatorLimits(
                waitSeconds: try Self.number("limits.waitSeconds", in: 0...30, reader),
                controlBytes: try Self.number("limits.controlBytes", in: 65_536...4_194_304, reader),
                uploadsAtOnce: try Self.number("limits.uploadsAtOnce", in: 1...1024, reader))
            sweepSeconds = try Self.number("sweepSeconds", in: 1...3600, reader)
            inviteHours = try Self.number("inviteHours", in: 1...8784, reader)
        } catch let failure as CommandFailure {
            throw failure.status == .badConfiguration ? failure.inFile(file) : failure
        } catch let fault as CertificateFault {
            throw CommandFailure(.badConfiguration, "\(file): hosts: \(fault)")
        } catch {
            throw CommandFailure(.badConfiguration, "\(file): \(error)")
        }
    }

    private static func optionalNumber(
        _ key: String, in range: ClosedRange<Int>, _ standard: Int, _ reader: ConfigReader
    ) throws -> Int {
        reader.string(forKey: ConfigKey(key)) == nil && reader.int(forKey: ConfigKey(key)) == nil
            ? standard : try number(key, in: range, reader)
    }

    private static func number(_ key: String, in range: ClosedRange<Int>, _ reader: ConfigReader) throws -> Int {
        let number = try reader.requiredInt(forKey: ConfigKey(key))
        guard range.contains(number) else {
            throw CommandFailure(
                .badConfiguration, "\(key): expected \(range.lowerBound) to \(range.upperBound), found \(number)")
        }
        return number
    }
}

extension CommandFailure {
    fileprivate func inFile(_ file: String) -> CommandFailure {
        CommandFailure(status, message.hasPrefix(file) ? message : "\(file): \(message)")
    }
}
