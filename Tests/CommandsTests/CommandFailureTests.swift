// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Blinding
import Commands
import CoordinatorClient
import Enrolment
import Foundation
import Home
import Joining
import Lists
import Messages
import Ristretto
import Secrets
import Signing
import Spilling
import Testing
import Vocabulary

@Suite("Every error becomes one line and an exit code")
struct CommandFailureTests {
    static let party = PartyID("acme") ?? .coordinator
    static let round = RoundID(hex: String(repeating: "ab", count: 32))

    private static let simple: [(error: any Error, code: Commands.ExitStatus)] = [
        (SpillError(.write, folder: "/var/tmp", code: ENOSPC), .inputOutput),
        (SpillError(.read, folder: "/var/tmp", code: EIO), .inputOutput),
        (SpillError(.create, folder: "/var/tmp", code: EACCES), .cannotCreate),
        (HomeError.busy(path: "/h"), .tryAgain),
        (HomeError.exposed(path: "/h/identity.key", .file(mode: 0o644)), .notPermitted),
        (HomeError.noHome(path: "/h"), .missingInput),
        (HomeError.exists(path: "/h"), .cannotCreate),
        (HomeError.badConfiguration(path: "/h", problem: "x"), .badConfiguration),
        (HomeError.notEnrolled, .badConfiguration),
        (HomeError.damaged(path: "/h", problem: "x"), .inputOutput),
        (HomeError.copied(path: "/h", rounds: 1), .notPermitted),
        (HomeError.otherKeyTrusted(party), .notPermitted),
        (HomeError.overExposure(charged: 1, rows: 2, limit: 2), .no),
        (HomeError.burnt(number: 1, highest: 2), .no),
        (ClientError.unreachable("x"), .unavailable),
        (ClientError.garbage("x"), .unavailable),
        (ClientError.tls("x"), .notPermitted),
        (CoordinatorURLError.scheme, .usage),
        (ListError(.missing, "x"), .missingInput),
        (ListError(.badData, "x"), .badInput),
        (ListError(.usage, "x"), .usage),
        (ListError(.cannotCreate, "x"), .cannotCreate),
        (ListError(.inputOutput, "x"), .inputOutput),
        (ListError(.notPermitted, "x"), .notPermitted),
        (FieldError(path: "a", problem: "b"), .badInput),
        (caught { _ = try JSONValue(parsing: "[1.5]".utf8) }, .badInput),
        (SignatureError.length, .badInput),
        (caught { _ = try Agreement(yaml: "name: [".utf8, file: "a.yaml") }, .badInput),
        (SignedAgreementError.unknownParty(party), .badInput),
        (InviteCodeError.mistyped, .badInput),
        (InviteCodeError.notAnInvite, .badInput),
        (CertificateFault.noHosts, .usage),
        (CertificateFault.keyMismatch, .badInput),
        (CertificateFault.outsideValidity, .notPermitted),
        (JoinError.missingFile("a.csv"), .missingInput),
        (JoinError.emptyList("a.csv"), .badInput),
        (JoinError.noConsents("a.csv"), .badInput),
        (JoinError.badLog(agreement: "spring", entry: 1, why: "x"), .no),
        (JoinError.badBlindedFile("a", "b"), .badInput),
        (JoinError.foreignBlindedFile("a", "b"), .badInput),
        (JoinError.notEnrolled, .badConfiguration),
        (JoinError.waitedTooLong("x"), .tryAgain),
        (JoinError.roundOver(number: 1, state: .stopped, why: "x"), .no),
        (JoinError.capExceeded(rows: 2, cap: 1), .no),
        (BlindingError.ownCommitmentChanged, .no),
        (BlindingError.badResult("x"), .no),
        (BlindingError.badColumn, .badInput),
        (SecretsError.exposed(path: "/k", mode: 0o644), .notPermitted),
        (SecretsError.memoryNotLocked(byteCount: 32), .badConfiguration),
        (SecretsError.file(operation: "open", path: "/k", code: ENOENT), .missingInput),
        (SecretsError.file(operation: "open", path: "/k", code: EACCES), .notPermitted),
        (SecretsError.file(operation: "create", path: "/k", code: EACCES), .cannotCreate),
        (SecretsError.file(operation: "write", path: "/k", code: ENOSPC), .inputOutput),
        (SecretsError.notAuthentic(name: "/k"), .badInput),
        (LanesError.unknown(name: "x"), .badConfiguration),
        (LanesError.unavailable(.avx512ifma), .badConfiguration),
        (BatchError.noLanes(.unavailable(.avx2)), .badConfiguration),
        (POSIXError(.EIO), .inputOutput),
        (POSIXError(.ENOENT), .missingInput),
        (CocoaError(.fileReadNoSuchFile), .missingInput),
        (CocoaError(.fileWriteNoPermission), .notPermitted),
        (CancellationError(), .tryAgain),
        (ExitCode(1), .no),
        (Unheard(), .software),
    ]

    static var table: [(error: any Error, code: Commands.ExitStatus)] {
        simple
            + [Timestamp("2026-01-01T00:00:00Z")].compactMap(\.self).map {
                (JoinError.clockBehind(now: $0, latest: $0), .badConfiguration)
            }
    }

    struct Unheard: Error {}

    /// What a body throws.
    static func caught(_ body: () throws -> Void) -> any Error {
        do { try body() } catch { return error }
        return Unheard()
    }

    @Test("Each known error has its exit code and one line", arguments: table.indices)
    func mapping(index: Int) throws {
        let (error, code) = Self.table[index]
        let failure = try #require(CommandFailure(error))
        #expect(failure.code == code, "\(error)")
        #expect(!failure.message.contains { $0.isNewline })
        #expect(!failure.message.isEmpty || error is ExitCode)
    }

    @Test("Each refusal of the coordinator has its exit code", arguments: ProblemCode.allCases)
    func problems(problem: ProblemCode) throws {
        let failure = try #require(CommandFailure(ClientError.problem(Problem(problem, "text"))))
        let expected: Commands.ExitStatus =
            switch problem.status {
            case 401, 403: .notPermitted
            case 404: .missingInput
            case 409, 429: .no
            case 500: .unavailable
            // Somebody else has to mend these first.
            case 503 where [.clockBehind, .weatherUnavailable].contains(problem): .unavailable
            case 503, 507: .tryAgain
            default:
                [.capExceeded, .listTooSmall, .changeTooSmall, .suppressionShrunk].contains(problem) ? .no : .badInput
            }
        #expect(failure == CommandFailure("text", expected))
    }

    @Test("A text from elsewhere cannot span lines or steer the terminal")
    func oneLine() throws {
        let failure = try #require(
            CommandFailure(ClientError.problem(Problem(.conflict, "one\ntwo\r\u{1B}[2Jthree\u{2028}four\u{202E}"))))
        #expect(
            !failure.message.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x2028 || $0.value == 0x202E })
    }

    @Test("An unknown error is named by its type alone")
    func unknown() throws {
        struct Talkative: Error, CustomStringConvertible { let description = "+14155550132" }
        let failure = try #require(CommandFailure(Talkative()))
        #expect(failure.code == .software)
        #expect(!failure.message.contains("5550132"))
    }

    @Test("ArgumentParser's own errors stay its own, with 64")
    func usage() async {
        #expect(CommandFailure(ValidationError("x")) == nil)
        #expect(await Symbolon.exitCode(["numbers", "check"]) == 64)
        #expect(await Symbolon.exitCode(["no-such-command"]) == 64)
        #expect(await Symbolon.exitCode(["enroll", "https://a"]) == 64)
        #expect(await Symbolon.exitCode(["enroll", "https://a", "--invite", "x", "--renew"]) == 64)
        #expect(await Symbolon.exitCode(["parties", "trust", "Not-A-Name", "00"]) == 64)
        #expect(await Symbolon.exitCode(["numbers", "clean", "a", "--out", "b", "--rejects", "b"]) == 64)
        #expect(await Symbolon.exitCode(["--help"]) == 0)
    }

    @Test(
        "A command line that cannot be understood gives one line that names the command's help, and no number",
        arguments: [
            (["join"], "symbolon: Missing expected argument '<file>': see symbolon join --help\n"),
            (
                ["consents", "revoke", "--bogus"],
                "symbolon: Unknown option '--bogus': see symbolon consents revoke --help\n"
            ),
            (["nonsense"], "symbolon: no subcommand nonsense: see symbolon --help\n"),
            (["jon", "a.csv", "--home", "a"], "symbolon: no subcommand jon: did you mean join? see symbolon --help\n"),
            (
                ["consents", "imprt", "acme.csv", "--home", "a"],
                "symbolon: no subcommand imprt: did you mean import? see symbolon consents --help\n"
            ),
            (
                ["segments", "remove", "x", "--agreement", "a"],
                "symbolon: no subcommand remove: expected apply, list, show, count: see symbolon segments --help\n"
            ),
            (["help", "nope"], "symbolon: no subcommand nope: see symbolon --help\n"),
            (
                ["help", "consents", "shw"],
                "symbolon: no subcommand shw: did you mean show? see symbolon consents --help\n"
            ),
            (
                ["rules", "eval", "-1 < 2"],
                "symbolon: Missing expected argument '<expression>' (put -- before an argument that begins with -): see "
                    + "symbolon rules eval --help\n"
            ),
            (
                ["consents", "show", "+1", "201", "555", "0100"],
                "symbolon: this looks like a number with blanks: put it into quotes: see symbolon consents show --help\n"
            ),
            (
                ["numbers", "clean", "a", "--out", "b", "--rejects", "-"],
                "symbolon: --rejects needs a file of its own: see "
            ),
            (["segments", "count", "+12015550100"], nil), (["join", "a.csv", "+12015550100"], nil),
        ])
    func usageLine(arguments: [String], line: String?) async throws {
        let folder = try TemporaryFolder()
        let ending = try await Program(in: folder).run(arguments)
        #expect(ending.code == 64 && ending.output.isEmpty)
        #expect(
            ending.errors.split(separator: "\n").count == 1 && ending.errors.contains(" see symbolon"),
            "\(ending.errors)")
        #expect(line.map(ending.errors.hasPrefix) ?? true, "\(ending.errors)")
        #expect(!ending.errors.contains("5550100") && !ending.errors.contains("555"))
    }
}
