// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing

/// A place's weather as it was read, not yet looked into.
package struct WeatherFile: Sendable {
    package let bytes: [UInt8]
    /// When the file was written.
    package let modifiedAt: Timestamp
    /// The age from which it counts as stale, in seconds.
    package let maximumAge: Int64

    package init(bytes: [UInt8], modifiedAt: Timestamp, maximumAge: Int64) {
        self.bytes = bytes
        self.modifiedAt = modifiedAt
        self.maximumAge = maximumAge
    }
}
