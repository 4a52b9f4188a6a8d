// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Ristretto
import Secrets

extension Scalar {
    /// Takes 32 fixed bytes, for vectors only.
    init(fixed bytes: [UInt8]) throws {
        var secret = try SecretBytes(count: bytes.count)
        secret.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        try self.init(canonical: secret)
    }
}
