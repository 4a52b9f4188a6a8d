// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CoordinatorClient
import Enrolment
import Home
import Messages
package import Signing
import Vocabulary

/// The part of `doctor` that asks the coordinator.
package struct CoordinatorExamination {
    let home: Home
    let url: CoordinatorURL
    let authority: AuthorityCertificate
    let identity: PublicIdentity
    let now: Timestamp

    /// Reads what the home knows; nil before enrolment.
    init?(_ home: Home, now: Timestamp) throws {
        guard let settings = try home.configuration().coordinator else { return nil }
        (url, authority) = try CoordinatorConnection.pinned(home)
        identity = settings.identity
        self.home = home
        self.now = now
    }

    /// Asks in an order in which each answer explains the next.
    func examine() async -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        do {
            let shown = try await ServerInspection.certificate(at: url)
            findings.append(.ok("reachable", url.text))
            findings.append(.ok("TLS", "1.3"))
            findings.append(Self.name(shown, authority: authority, host: url.host, now: now))
        } catch ClientError.tls(let text) {
            return [.ok("reachable", url.text), .failed("TLS", text, mend: nil)]
        } catch {
            return [.failed("reachable", error)]
        }
        do {
            try await findings.append(contentsOf: pinned())
        } catch {
            findings.append(.failed("access", error))
        }
        return findings
    }

    /// What is asked over the connection that trusts the pinned authority alone.
    private func pinned() async throws -> [DoctorFinding] {
        try await CoordinatorConnection.run(from: home) { client in
            let document = try await client.authority()
            var findings = [
                Self.clock(document.time, now: now), Self.versions(document),
                Self.key(document.identity, known: identity),
            ]
            do {
                let agreements = try await client.agreements()
                findings.append(.ok("access", "the coordinator knows this home as \(home.party)"))
                findings += try waiting(agreements)
            } catch {
                findings.append(.failed("access", error))
            }
            return findings
        }
    }

    /// Agreements that wait for this home's signature.
    private func waiting(_ summaries: [AgreementSummary]) throws -> [DoctorFinding] {
        try summaries.filter { summary in
            try summary.missing.contains(home.party) && home.agreement(summary.id) == nil
        }.map {
            .warning(
                "agreement", "\($0.name) (\($0.id.hex.prefix(8))) waits for your signature",
                mend: "symbolon agreement show \($0.id.hex.prefix(16)), then sign")
        }
    }

    static func name(
        _ shown: ServerCertificate, authority: AuthorityCertificate, host: ServerHost, now: Timestamp
    ) -> DoctorFinding {
        do {
            try shown.verify(authority: authority, host: host, now: now)
            return .ok("name", "the coordinator's certificate is for \(host), valid until \(shown.notAfter)")
        } catch {
            return .failed("name", error)
        }
    }

    package static func clock(_ theirs: Timestamp, now: Timestamp) -> DoctorFinding {
        let difference = now.seconds - theirs.seconds
        let seconds = abs(difference)
        let text =
            seconds < 2
            ? "agrees with the coordinator's"
            : "\(seconds) s \(difference > 0 ? "ahead of" : "behind") the coordinator's"
        let mend = "set the clock, best by NTP; if yours is right, tell the coordinator's operator"
        if seconds > 300 { return .failed("clock", text, mend: mend) }
        if seconds > 30 { return .warning("clock", text, mend: mend) }
        return .ok("clock", text)
    }

    static func versions(_ document: AuthorityDocument) -> DoctorFinding {
        let spoken = document.versions.map(String.init).joined(separator: ", ")
        let text = "\(document.software), protocol \(spoken)"
        guard document.speaksThisVersion else {
            return .failed(
                "coordinator", "\(text); this program speaks \(AuthorityDocument.version)",
                mend: "update the older of the two")
        }
        return .ok("coordinator", text)
    }

    package static func key(_ shown: PublicIdentity, known: PublicIdentity) -> DoctorFinding {
        guard shown == known else {
            return .failed(
                "coordinator key", "it shows \(shown.fingerprint), enrolled was \(known.fingerprint)",
                mend: "ask its operator over another channel before you go on")
        }
        return .ok("coordinator key", shown.fingerprint.text)
    }
}
