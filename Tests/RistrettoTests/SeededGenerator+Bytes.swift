// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension SeededGenerator {
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}
