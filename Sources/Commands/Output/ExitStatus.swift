// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How a process ends; the numbers are those of sysexits.h and of the command-line conventions.
package enum ExitStatus: Int32, Sendable {
    case done = 0
    /// It ran and the answer is no.
    case no = 1
    case usage = 64
    case badInput = 65
    case missingInput = 66
    case unavailable = 69
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// Busy, or waited too long: run it again.
    case tryAgain = 75
    case notPermitted = 77
    case badConfiguration = 78
}
