// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

extension Home {
    /// Whether this home has a numbering plan of its own.
    package var hasNumberingPlan: Bool { PrivateFolder.exists(layout.numberingPlan) }

    /// The numbering plan that this home uses instead of the release's, as its file's bytes; nil if it uses the release's.
    ///
    /// - Parameter limit: the most bytes that are read.
    package func numberingPlanFile(limit: Int) throws -> [UInt8]? {
        guard hasNumberingPlan else { return nil }
        return try PrivateFile.read(layout.numberingPlan, limit: limit)
    }

    /// Replaces the home's numbering plan, durably; called holding the lock.
    ///
    /// - Parameter file: nil goes back to the release's plan.
    package func setNumberingPlan(_ file: [UInt8]?, holding lock: borrowing HomeLock) throws {
        if let file {
            try PrivateFile.write(file, to: layout.numberingPlan)
        } else {
            try PrivateFolder.remove(layout.numberingPlan)
        }
    }

    /// Where the home's numbering plan lies, for messages.
    package var numberingPlanPath: String { layout.numberingPlan }
}
