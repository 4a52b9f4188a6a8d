// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Home
package import PhoneNumbers

extension Home {
    /// The numbering plan by which this home reads numbers: its own where one was installed, else the release's.
    ///
    /// - Throws: `JoinError.badNumberingPlan` if its file is no plan.
    package func numberingPlan() throws -> NumberingPlan {
        guard let file = try numberingPlanFile(limit: NumberingPlan.fileLimit) else { return NumberingPlan() }
        do throws(PlanError) {
            return try NumberingPlan(file: file)
        } catch {
            throw JoinError.badNumberingPlan(numberingPlanPath, "\(error)")
        }
    }
}
