// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Names of files and columns, in which somebody may have put a number or what steers a terminal.
enum MaskedText {
    /// Replaces digits by dots where nine or more follow each other with at most two marks or blanks between them, and what
    /// cannot be seen by blanks.
    static func text(_ text: String) -> String {
        var characters = text.map { isVisible($0) ? $0 : " " }
        var run: [Int] = []
        var gap = 0
        for index in characters.indices {
            if characters[index].isNumber {
                run.append(index)
                gap = 0
            } else {
                gap += 1
                let isMark = "+-. ()/_".contains(characters[index])
                if gap > 2 || !isMark {
                    mask(run, &characters)
                    run = []
                }
            }
        }
        mask(run, &characters)
        return String(characters)
    }

    private static func isVisible(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
            default: true
            }
        }
    }

    private static func mask(_ run: [Int], _ characters: inout [Character]) {
        guard run.count >= 9 else { return }
        for index in run { characters[index] = "•" }
    }
}
