// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Compares two buffers in time that depends on their lengths only; other lengths are not equal.
package func constantTimeEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return unsafe sodium_memcmp(first, second, left.count) == 0
}

/// Compares two arrays in time that depends on their lengths only; other lengths are not equal.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    unsafe left.withUnsafeBytes { first in
        unsafe right.withUnsafeBytes { second in unsafe constantTimeEqual(first, second) }
    }
}
