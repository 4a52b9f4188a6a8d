// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Why a test cannot go on with the processes it started.
package enum ProcessError: Error, CustomStringConvertible {
    /// The program is not beside the tests: `swift build --build-tests` makes both.
    case missingProgram(String)
    /// The system refused to start it, with the error's number.
    case notStarted(String, Int32)
    /// Something did not come about in time; what, and what the process said last.
    case late(String, said: String)
    /// A command that had to succeed ended otherwise.
    case failed(String, ProcessExit, said: String)
    /// A program wrote something that cannot be read.
    case garbled(String)

    package var description: String {
        switch self {
        case .missingProgram(let name): "no program \(name) beside the tests: build everything first"
        case .notStarted(let program, let code): "\(program) could not be started (error \(code))"
        case .late(let what, let said): "waited too long for \(what); last heard: \(said)"
        case .failed(let what, let exit, let said): "\(what) ended with \(exit): \(said)"
        case .garbled(let what): what
        }
    }
}
