// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Agreements
import ArgumentParser
import CoordinatorClient
import Home
import Segmentation

/// The segments of an agreement at the coordinator.
struct SegmentSource: ParsableArguments {
    @Option(help: "The agreement: its name, or 8 or more digits of its id.")
    var agreement: String

    @OptionGroup var home: HomeOptions

    func listing() async throws -> SegmentListing {
        let home = try home.open()
        let agreement = try home.agreement(matching: agreement).agreement
        return try await CoordinatorConnection.run(from: home) { try await $0.segments(of: agreement.id) }
    }

    /// One segment with its listing.
    func entry(named name: String) async throws -> (entry: SegmentListing.Entry, listing: SegmentListing) {
        let listing = try await listing()
        guard let entry = listing.entries.first(where: { $0.definition.name == name }) else {
            throw CommandFailure("there is no segment of this name: see symbolon segments list", .missingInput)
        }
        return (entry, listing)
    }
}
