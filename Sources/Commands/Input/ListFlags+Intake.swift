// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Home
import Joining
import Lists
import PhoneNumbers
import Vocabulary

extension ListFlags {
    /// How a party's list is read under an agreement: suppression lists take every possible number.
    func intake(
        _ path: String, under agreement: Agreement, of home: Home, rejects: String?, replacesRejects: Bool
    ) throws -> ListIntake {
        let isSuppression = agreement.party(home.party)?.role == .suppression
        return try intake(
            path, of: home, takesPossible: isSuppression, takesExtensions: isSuppression, rejects: rejects,
            replacesRejects: replacesRejects)
    }

    /// How a list is read, with the columns of a map where one is named.
    func intake(
        _ path: String, of home: Home, takesPossible: Bool, takesExtensions: Bool = false, rejects: String?,
        replacesRejects: Bool
    ) throws -> ListIntake {
        // Before the coordinator is asked, and waited for.
        var isFolder: ObjCBool = false
        if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw CommandFailure("\(path): this is a folder; name a file in it", .badInput)
        }
        if let rejects {
            guard rejects != "-" else { throw CommandFailure("--rejects needs a file of its own", .usage) }
            try OutputPlace.check(rejects, reading: inputs(path))
        }
        let map = try columnMap()
        let plan = try home.numberingPlan()
        return try ListIntake(
            path: path, options: options(map), plan: plan, region: region(in: plan), takesPossible: takesPossible,
            takesExtensions: takesExtensions, rejects: rejects, replacesRejects: replacesRejects, columns: map,
            tell: Self.tell)
    }

    /// The files that are read with a list, itself included.
    func inputs(_ path: String) -> [String] { [path] + [columns].compactMap(\.self) }
}
