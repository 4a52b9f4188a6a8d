// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Text that cannot steer a terminal, whoever wrote the parts it is made of.
enum TerminalText {
    /// Replaces control, format and separator characters by spaces, but for those that are kept.
    static func cleaned(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format: kept.contains(scalar) ? scalar : " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
