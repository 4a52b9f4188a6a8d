// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How wide the terminal is that somebody looks at.
enum TerminalWidth {
    /// The columns of a descriptor's terminal; 80 where it is none or does not say.
    static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }

    /// Whether text there may be coloured: a terminal, and nobody asked for plain text (no-color.org).
    static func takesColour(_ descriptor: Int32) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}
