// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing

/// Tells the time to commands; everything below them takes it as a parameter.
enum SystemClock {
    /// The present second.
    static func now() throws -> Timestamp {
        guard let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970)) else {
            throw CommandFailure("this machine's clock is not between 1970 and 9999: set it", .badConfiguration)
        }
        return now
    }
}
