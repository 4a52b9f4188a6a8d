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
    /// The same as long as the file is; nil where that is not known.
    package let version: Version?

    /// What changes when a file is replaced or rewritten.
    package struct Version: Equatable, Sendable {
        private let inode: UInt64
        private let size: Int64
        /// The moment of the last change.
        private let seconds: Int64
        private let nanoseconds: Int64

        package init(inode: UInt64, size: Int64, seconds: Int64, nanoseconds: Int64) {
            self.inode = inode
            self.size = size
            self.seconds = seconds
            self.nanoseconds = nanoseconds
        }
    }

    package init(bytes: [UInt8], modifiedAt: Timestamp, maximumAge: Int64, version: Version? = nil) {
        self.version = version
        self.bytes = bytes
        self.modifiedAt = modifiedAt
        self.maximumAge = maximumAge
    }
}
