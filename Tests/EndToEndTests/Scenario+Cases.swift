// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension Scenario {
    static let two = Scenario(
        plan: DeploymentPlan(
            parties: [.init("acme", "brand", entitled: true), .init("streamco", "partner", entitled: true)],
            match: "acme and streamco", chunkRows: 7),
        shares: [60, 70], universe: 300, isMember: { $0.isSuperset(of: ["acme", "streamco"]) })

    static let three = Scenario(
        plan: DeploymentPlan(
            parties: [
                .init("acme", "brand", entitled: true), .init("consenthub", "consent", entitled: true),
                .init("optouts", "suppression"),
            ], match: "acme and consenthub and not optouts", chunkRows: 16),
        shares: [70, 80, 20], universe: 400,
        isMember: { $0.isSuperset(of: ["acme", "consenthub"]) && !$0.contains("optouts") })

    /// A partner's list takes away here, and the brand alone learns rows.
    static let without = Scenario(
        plan: DeploymentPlan(
            parties: [
                .init("streamco", "partner"), .init("cinema", "partner"), .init("acme", "brand", entitled: true),
            ], match: "acme and streamco and not cinema", chunkRows: 64),
        shares: [70, 30, 80], universe: 400,
        isMember: { $0.isSuperset(of: ["acme", "streamco"]) && !$0.contains("cinema") })

    static let five = Scenario(
        plan: DeploymentPlan(
            parties: [
                .init("optouts", "suppression"), .init("acme", "brand", entitled: true), .init("streamco", "partner"),
                .init("cinema", "partner"), .init("consenthub", "consent", entitled: true),
            ], match: "acme and (streamco or cinema) and consenthub and not optouts", chunkRows: 40),
        shares: [15, 80, 40, 50, 80], universe: 400,
        isMember: { cell in
            cell.isSuperset(of: ["acme", "consenthub"]) && !cell.isDisjoint(with: ["streamco", "cinema"])
                && !cell.contains("optouts")
        })

    static let eight = Scenario(
        plan: DeploymentPlan(
            parties: [
                .init("acme", "brand", entitled: true), .init("streamco", "partner"), .init("cinema", "partner"),
                .init("gym", "partner"), .init("consenthub", "consent", entitled: true), .init("lab", "validator"),
                .init("optouts", "suppression"), .init("stops", "suppression"),
            ],
            match: "acme and consenthub and lab and (streamco and not cinema or gym) and not (optouts or stops)",
            chunkRows: 64),
        shares: [80, 60, 40, 50, 85, 90, 10, 15], universe: 400,
        isMember: { cell in
            let isWanted = cell.contains("streamco") && !cell.contains("cinema") || cell.contains("gym")
            return isWanted && cell.isSuperset(of: ["acme", "consenthub", "lab"])
                && cell.isDisjoint(with: ["optouts", "stops"])
        })
}
