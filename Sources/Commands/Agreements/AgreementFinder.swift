// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import CoordinatorClient
import Foundation
import Home
package import Messages
import Vocabulary

/// Finds the agreement that a person means: the one place for `FILE`, `ID` and `--agreement A`.
///
/// A is the identifier, its first 8 or more digits, or the name. A FILE is what exists at the path; a name or identifier
/// holds neither `/` nor `.`.
package enum AgreementFinder {
    /// Whether the text names a file rather than an agreement.
    package static func isFile(_ text: String) -> Bool {
        if text == "-" || text.contains("/") || text.contains(".") { return true }
        guard AgreementID(hex: text) == nil else { return false }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// Finds it in the home, else at the coordinator where the home has enrolled; what was fetched is not stored.
    static func find(_ text: String, in home: Home) async throws -> SignedAgreement {
        do {
            return try home.agreement(matching: text).bundle
        } catch HomeError.noAgreement(let name) {
            guard try CoordinatorConnection.isEnrolled(home) else { throw HomeError.noAgreement(name) }
            return try await CoordinatorConnection.run(from: home) { client in
                try await client.agreement(summary(text, in: client.agreements()).id)
            }
        }
    }

    /// The one summary that a text means.
    package static func summary(_ text: String, in summaries: [AgreementSummary]) throws -> AgreementSummary {
        let found = summaries.filter { matches(text, id: $0.id, name: $0.name) }
        guard let first = found.first else {
            let isName = text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
            let name = isName && (1...64).contains(text.utf8.count) ? text : "of this name or identifier"
            throw CommandFailure(
                "no agreement \(name) in this home or at the coordinator: see symbolon agreement list, or give a file",
                .missingInput)
        }
        guard found.count == 1 else {
            let candidates = found.map { "\($0.name) (\($0.id.hex.prefix(16)))" }.joined(separator: ", ")
            throw CommandFailure("this means several agreements: give more digits of one: \(candidates)", .usage)
        }
        return first
    }

    private static func matches(_ text: String, id: AgreementID, name: String) -> Bool {
        name == text || text.utf8.count >= 8 && id.hex.hasPrefix(text)
    }
}
