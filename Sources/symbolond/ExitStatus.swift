// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// How the program ends; the codes of sysexits.h that this project uses.
enum ExitStatus: Int32 {
    case refused = 1
    case usage = 64
    case badInput = 65
    case missingInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
    case busy = 75
    case notPermitted = 77
    case badConfiguration = 78
}
