// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How many rows a person wants to have measured.
enum SizeTest {
    /// 0 in a usual run; `SYMBOLON_SIZE_TEST=1` stands for a million, other numbers for themselves.
    static let rows: Int = {
        let wanted = ProcessInfo.processInfo.environment["SYMBOLON_SIZE_TEST"].flatMap(Int.init) ?? 0
        return wanted == 1 ? 1_000_000 : wanted
    }()
}
