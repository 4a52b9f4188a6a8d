// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Enrolment
import Home
import Signing
import Vocabulary

/// `symbolon agreement new`: a file to fill in.
struct AgreementNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a commented agreement to fill in.",
        discussion: """
            Your own party and key are filled in, and the coordinator's where this home has enrolled. Works without a home too.

            Example: symbolon agreement new --name spring-launch --with streamco:partner --with nco:consent --out spring.yaml
            """)

    @OptionGroup var home: HomeOptions

    @Option(help: "The agreement's name: a-z, 0-9 and -.")
    var name = "spring-launch"

    @Option(help: "Your own role: brand, partner, consent, suppression or validator.", transform: Self.role)
    var role = Role.brand

    @Option(
        name: .customLong("with"), help: "Another party as ID:ROLE; once for each, in ring order.",
        transform: Self.party)
    var others: [AgreementOutline.Party] = []

    @Option(help: "The file to write; - is standard output.")
    var out = "-"

    @Flag(help: "Replace a file that exists.")
    var force = false

    func run() throws {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
            throw CommandFailure("--name: expected 1 to 64 of a-z, 0-9 and -", .usage)
        }
        let home = try self.home.openIfThere()
        guard let own = home?.party ?? PartyID("acme") else { throw CommandFailure("no party", .software) }
        let me = AgreementOutline.Party(id: own, role: role, key: try home?.publicIdentity())
        let settings = try home?.configuration().coordinator
        let host = settings.flatMap { try? CoordinatorURL($0.url) }?.host.text
        let now = try SystemClock.now()
        let midnight = now.seconds / 86_400 * 86_400
        guard let from = Timestamp(seconds: midnight), let until = Timestamp(seconds: midnight + 365 * 86_400) else {
            throw CommandFailure("this machine's clock is not between 1970 and 9998: set it", .badConfiguration)
        }
        let outline = AgreementOutline(
            name: name, coordinatorName: host ?? "symbolond.example", coordinatorKey: settings?.identity,
            parties: [me] + (others.isEmpty ? Self.example(for: me) : others),
            sender: home?.name ?? "ACME Stores", from: from, until: until)
        let file = try OutputFile(path: out, force: force, isPrivate: false)
        try file.write(Agreement.template(outline).utf8)
        try file.commit()
    }

    /// A second party, so that the file shows what one looks like.
    private static func example(for me: AgreementOutline.Party) -> [AgreementOutline.Party] {
        let (text, role): (String, Role) = me.role == .brand ? ("streamco", .partner) : ("acme", .brand)
        let name = text == me.id.name ? "other" : text
        return PartyID(name).map { [AgreementOutline.Party(id: $0, role: role)] } ?? []
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte == 45
    }

    private static func role(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else {
            throw ValidationError("expected one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return role
    }

    private static func party(_ text: String) throws -> AgreementOutline.Party {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = PartyID(parts[0]), id != .coordinator else {
            throw ValidationError("expected ID:ROLE, for example streamco:partner")
        }
        return AgreementOutline.Party(id: id, role: try role(String(parts[1])))
    }
}
