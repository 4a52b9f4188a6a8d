// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Owns working memory for plain bytes that are too many to lock; it is zeroed when the value ends.
@safe
struct WipedBuffer: ~Copyable {
    let bytes: UnsafeMutableRawBufferPointer

    init(count: Int) {
        unsafe bytes = .allocate(byteCount: count, alignment: 16)
    }

    deinit {
        if let base = unsafe bytes.baseAddress { unsafe sodium_memzero(base, bytes.count) }
        unsafe bytes.deallocate()
    }
}
