// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import CoordinatorClient
import Home
import Joining

/// What came of telling the coordinator about the revocations that a home has recorded.
struct RevocationDelivery {
    let receipts: [RevocationReceipt]
    /// Revocations that are still to be delivered.
    let left: Int
    private let failure: ClientError?

    /// Delivers whatever is pending; asks nothing of the coordinator where nothing is.
    init(of home: Home) async throws {
        try ConsentRevocation(home: home).settle(at: SystemClock.now())
        guard try !home.pendingRevocations().isEmpty else {
            (receipts, left, failure) = ([], 0, nil)
            return
        }
        do {
            let delivery = try await CoordinatorConnection.run(from: home) { client in
                try await ConsentRevocation(home: home).deliver(through: client)
            }
            (receipts, failure) = (delivery.receipts, delivery.refusals.first)
        } catch let error as ClientError {
            (receipts, failure) = ([], error)
        }
        left = try home.pendingRevocations().count
    }

    /// Ends the command where something was not delivered.
    func check() throws {
        guard let failure else { return }
        throw CommandFailure(
            "the revocation is recorded here and not delivered: \(failure); run symbolon consents revoke --pending",
            .unavailable)
    }
}
