// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `symbolon doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check home, certificate, clock and coordinator, and say how to mend what is wrong.",
        discussion: """
            One line a check: ok, warning or failed. Ends with 1 when something failed. Without a network the checks of this \
            machine are made all the same.

            Example: symbolon doctor

            JSON: {"checks": [{"check", "mend", "state": "ok|warning|failed", "text"}], "failed", "warnings"}
            """)

    @OptionGroup var home: HomeOptions

    @Flag(help: "Leave the coordinator out.")
    var offline = false

    @Option(help: "How the result is printed.")
    var format = OutputFormat.text

    func run() async throws {
        let now = try SystemClock.now()
        let examination = HomeExamination(path: home.path, now: now)
        var findings = [HomeExamination.versions]
        let opened = examination.open(&findings)
        findings.append(examination.disk())
        if let opened {
            findings += examination.examine(opened)
            do {
                if !offline, let coordinator = try CoordinatorExamination(opened, now: now) {
                    findings += await coordinator.examine()
                }
            } catch {
                findings.append(.failed("coordinator", error))
            }
        }
        switch format {
        case .text: try StandardOutput.write(line: DoctorFinding.text(findings))
        case .json: try StandardOutput.write(json: DoctorFinding.json(findings))
        }
        if findings.contains(where: { $0.state == .failed }) { throw CommandFailure.no }
    }
}
