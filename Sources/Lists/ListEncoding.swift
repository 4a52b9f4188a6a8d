// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a list's characters are written in bytes; the raw values are those of `--encoding`.
package enum ListEncoding: String, CaseIterable, Codable, Sendable {
    case utf8 = "utf-8"
    /// Of either byte order: the byte-order mark tells, else the zeros of Latin text do.
    case utf16 = "utf-16"
    /// What spreadsheets on Windows write, and, for every character that text has, ISO 8859-1 (Latin-1) too.
    case windows1252 = "windows-1252"

    /// The name for messages.
    package var title: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16: "UTF-16"
        case .windows1252: "Windows-1252"
        }
    }
}
