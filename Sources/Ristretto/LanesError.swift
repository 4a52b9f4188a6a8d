// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says why a batch cannot run on the lanes that were asked for.
package enum LanesError: Error, Hashable, CustomStringConvertible {
    /// No lanes have this name.
    case unknown(name: String)
    /// The processor does not have them, the system does not keep their registers, or this is a build for debugging.
    case unavailable(Lanes)

    package var description: String {
        switch self {
        case .unknown(let name):
            "\(Lanes.variable) is \"\(name.prefix(40))\": unset it, or set it to \(Self.list(Lanes.allCases))"
        case .unavailable(let lanes):
            "\(Lanes.variable) asks for \(lanes.rawValue), which this machine, or a build for debugging, cannot run: unset it, or set it to "
                + Self.list(Lanes.available)
        }
    }

    private static func list(_ lanes: [Lanes]) -> String {
        lanes.map(\.rawValue).joined(separator: " or ")
    }
}
