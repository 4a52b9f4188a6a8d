// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CRistrettoLanes
import Foundation

/// Names the code that batches run on; the bytes of the results are the same.
package enum Lanes: String, CaseIterable, Sendable {
    /// Multiplies one row at a time by libsodium.
    case portable
    /// Multiplies four rows at a time.
    case avx2
    /// Multiplies eight rows at a time, by the 52-bit multipliers of AVX-512 IFMA.
    case avx512ifma

    /// Names the variable of the environment that chooses among them, for tests and comparisons.
    package static let variable = "SYMBOLON_LANES"

    /// Tells what this process uses: the fastest that the processor and the system have, or what the environment asks for.
    package static let chosen = Result { () throws(LanesError) in
        try choice(ProcessInfo.processInfo.environment[variable])
    }

    /// Lists what this machine can run, the slowest first.
    package static let available = allCases.filter(\.isAvailable)

    /// Reads what the environment asks for; nothing, or an empty text, asks for the fastest.
    package static func choice(_ name: String?) throws(LanesError) -> Lanes {
        guard let name, !name.isEmpty else { return available.last ?? .portable }
        guard let lanes = Lanes(rawValue: name) else { throw .unknown(name: name) }
        guard lanes.isAvailable else { throw .unavailable(lanes) }
        return lanes
    }

    package var isAvailable: Bool { vectors.map { crl_has($0) } ?? true }

    /// Gives the lanes' name in C; nil for the portable code.
    var vectors: crl_lanes? {
        switch self {
        case .portable: nil
        case .avx2: CRL_AVX2
        case .avx512ifma: CRL_AVX512IFMA
        }
    }
}
