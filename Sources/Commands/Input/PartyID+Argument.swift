// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Vocabulary

extension PartyID {
    /// Reads a party's name from the command line.
    static func argument(_ text: String) throws -> PartyID {
        guard let party = PartyID(text) else {
            throw ValidationError("expected 1 to 32 of a-z, 0-9 and -, starting with a letter")
        }
        return party
    }
}
