// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Names the files of a home.
struct HomeLayout: Sendable {
    /// The home's folder, without a trailing slash.
    let folder: String

    /// Takes the folder as the user wrote it.
    init(_ folder: String) {
        var text = folder[...]
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        self.folder = String(text)
    }

    /// Party, name and coordinator, as JSON.
    var configuration: String { "\(folder)/symbolon.json" }
    /// The 32-byte seed of the identity key.
    var identity: String { "\(folder)/identity.key" }
    /// The numbering plan that is used instead of the release's, where there is one.
    var numberingPlan: String { "\(folder)/numbering-plan.bin" }
    /// The file that `HomeLock` locks; always empty.
    var lock: String { "\(folder)/lock" }
    /// The file that is locked while the consent register changes; always empty.
    var consentsLock: String { "\(folder)/consents.lock" }
    /// Everything that has to change in one step.
    var database: String { "\(folder)/home.sqlite" }
    /// Client certificate and its private key, in one file so that they always belong together.
    var client: String { "\(folder)/client.pem" }
    /// What was sent to enrol, until the answer is stored.
    var pendingEnrolment: String { "\(folder)/enrolment.pending" }
    /// The consent register and its key, in generations.
    var consents: String { "\(folder)/consents" }
    /// What was spooled for rounds that have not begun.
    var spools: String { "\(folder)/spools" }
    /// One folder a round.
    var rounds: String { "\(folder)/rounds" }
    /// One folder a round that had a fault.
    var evidence: String { "\(folder)/evidence" }

    /// The files of one generation of the consent register.
    func consents(generation: Int64) -> ConsentRegisterFiles {
        ConsentRegisterFiles(folder: consents, generation: generation)
    }

    /// The files of one round.
    func round(_ id: RoundID) -> RoundFolder { RoundFolder(path: "\(rounds)/\(id.hex)", round: id) }

    /// The evidence of one round.
    func evidence(_ id: RoundID) -> String { "\(evidence)/\(id.hex)" }
}
