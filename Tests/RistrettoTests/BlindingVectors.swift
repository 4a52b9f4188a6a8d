// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads `protocol/v1/vectors/blinding.json`: a list of numbers, blinded.
struct BlindingVectors: Decodable {
    struct Row: Decodable {
        let digits: String
        let element: String
        let tokenOfElement: String
    }

    let round: String
    let scalar: String
    let list: [Row]

    static func load() throws -> BlindingVectors {
        try JSONDecoder().decode(BlindingVectors.self, from: VectorFile.contents("blinding.json"))
    }
}
