// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import Enrolment
import Foundation
package import Home
import Joining
import Messages
package import PhoneNumbers
package import Signing
import Vocabulary

/// The part of `doctor` that needs no network.
package struct HomeExamination {
    let path: String
    let now: Timestamp

    /// Program, protocol and numbering plan.
    static var versions: DoctorFinding {
        .ok(
            "versions",
            "symbolon \(SymbolonCommand.configuration.version), protocol \(AuthorityDocument.version), "
                + "numbering plan \(NumberingPlan().version)")
    }

    /// Opens the home, which examines every file's mode and owner.
    func open(_ findings: inout [DoctorFinding]) -> Home? {
        do {
            let home = try Home(openingAt: path)
            findings.append(.ok("home", "\(home.path) is \(home.party)'s; all files are private"))
            return home
        } catch {
            findings.append(.failed("home", error))
            return nil
        }
    }

    /// Everything inside the home.
    func examine(_ home: Home) -> [DoctorFinding] {
        [identity(home), use(home), certificate(home)] + agreements(home) + rounds(home) + revocations(home)
    }

    /// Whether the coordinator knows of every revocation.
    private func revocations(_ home: Home) -> [DoctorFinding] {
        do {
            let count = try home.pendingRevocations().count
            guard count > 0 else { return [] }
            return [
                .warning(
                    "revocations", "\(count) not delivered to the coordinator",
                    mend: "symbolon consents revoke --pending")
            ]
        } catch {
            return [.failed("revocations", error)]
        }
    }

    private func identity(_ home: Home) -> DoctorFinding {
        do { return .ok("identity", "fingerprint \(try home.publicIdentity().fingerprint)") } catch {
            return .failed("identity", error)
        }
    }

    /// Whether somebody else uses the home, and whether it is a copy.
    private func use(_ home: Home) -> DoctorFinding {
        do {
            _ = try home.lock()
            return .ok("in use", "by nobody")
        } catch HomeError.busy {
            return .warning("in use", "another symbolon process works in this home", mend: "wait until it has ended")
        } catch {
            return .failed("in use", error)
        }
    }

    private func certificate(_ home: Home) -> DoctorFinding {
        do {
            guard let settings = try home.configuration().coordinator else {
                return .warning(
                    "certificate", "this home has not enrolled", mend: "symbolon enroll URL --invite CODE")
            }
            let authority = try AuthorityCertificate(pem: settings.authority)
            let certificate = try PartyCertificate(pem: home.clientCredentials().certificate)
            return Self.certificate(certificate, of: home.party, authority: authority, now: now)
        } catch {
            return .failed("certificate", error)
        }
    }

    static func certificate(
        _ certificate: PartyCertificate, of party: PartyID, authority: AuthorityCertificate, now: Timestamp
    ) -> DoctorFinding {
        let until = "valid until \(certificate.notAfter)"
        guard certificate.party == party else {
            return .failed(
                "certificate", "it is \(certificate.party)'s, and the home is \(party)'s", mend: "enrol with an invite")
        }
        guard certificate.notBefore <= now else {
            return .failed(
                "certificate", "it is valid from \(certificate.notBefore) only", mend: "set this machine's clock")
        }
        guard now <= certificate.notAfter else {
            return .failed(
                "certificate", "it expired at \(certificate.notAfter)",
                mend: "ask the operator for an invite: symbolon enroll URL --invite CODE")
        }
        do { try certificate.verify(authority: authority, now: now) } catch { return .failed("certificate", error) }
        let days = (certificate.notAfter.seconds - now.seconds) / 86_400
        guard days >= 30 else {
            return .warning("certificate", "\(until), \(days) days", mend: "symbolon enroll --renew")
        }
        return .ok("certificate", until)
    }

    private func agreements(_ home: Home) -> [DoctorFinding] {
        do {
            let stored = try home.agreements()
            guard !stored.isEmpty else { return [.ok("agreements", "none yet")] }
            let plan = try home.numberingPlan()
            return stored.map { Self.agreement($0, plan: plan, now: now) }
        } catch {
            return [.failed("agreements", error)]
        }
    }

    package static func agreement(_ stored: StoredAgreement, plan: NumberingPlan, now: Timestamp) -> DoctorFinding {
        let agreement = stored.agreement
        let name = "\(agreement.name) (\(agreement.id.hex.prefix(8)))"
        guard now < agreement.validity.until else {
            return .warning(
                "agreement", "\(name) ended at \(agreement.validity.until)",
                mend: "agree on a new one for further rounds")
        }
        guard stored.signedHere else {
            return .warning(
                "agreement", "\(name) is not signed here", mend: "symbolon agreement sign \(agreement.name)")
        }
        guard stored.bundle.isComplete else {
            let missing = stored.bundle.missing.map(\.name).joined(separator: ", ")
            return .warning(
                "agreement", "\(name) is not signed by \(missing)",
                mend: "ask them, then symbolon agreement verify \(agreement.name)")
        }
        guard let version = PlanVersion(plan.version.split(separator: "-").last ?? ""),
            agreement.plan.contains(version)
        else {
            return .failed(
                "agreement",
                "\(name) wants a numbering plan from \(agreement.plan.from) until \(agreement.plan.until)",
                mend: "use a release within it")
        }
        return .ok("agreement", "\(name) is signed by everyone and valid until \(agreement.validity.until)")
    }

    private func rounds(_ home: Home) -> [DoctorFinding] {
        do {
            let open = try home.rounds().filter { !$0.step.isFinal }
            guard !open.isEmpty else { return [] }
            let numbers = open.map { "\($0.number) (\($0.step.rawValue))" }.joined(separator: ", ")
            return [.ok("rounds", "in progress here: \(numbers)")]
        } catch {
            return [.failed("rounds", error)]
        }
    }

    /// Room on the disk that holds the home, or would.
    func disk() -> DoctorFinding {
        var folder = path
        while !FileManager.default.fileExists(atPath: folder), let slash = folder.lastIndex(of: "/") {
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return .warning("disk", "its free space cannot be told", mend: "look with df")
        }
        return Self.disk(free: free)
    }

    package static func disk(free: Int64) -> DoctorFinding {
        let text = "\(Grouped.bytes(Int(free))) free"
        // A list takes 32 bytes a row blinded, 12 in the row map, and as much again while it is made.
        if free < 200_000_000 { return .failed("disk", text, mend: "free some space: 10 million rows take about 1 GB") }
        if free < 2_000_000_000 { return .warning("disk", text, mend: "10 million rows take about 1 GB") }
        return .ok("disk", text)
    }
}
