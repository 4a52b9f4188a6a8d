// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CTimeZones

extension TimeZoneTable {
    /// The table of this release, read from the program at the first use (about a millisecond).
    ///
    /// Were it unreadable it would be empty: a number without zones is written to at no time, never at a wrong one.
    package static let shared: TimeZoneTable = {
        let bytes = UnsafeBufferPointer(start: ctz_table_bytes(), count: ctz_table_count())
        return TimeZoneTable(String(decoding: bytes, as: UTF8.self)) ?? TimeZoneTable()
    }()
}
