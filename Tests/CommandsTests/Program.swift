// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// Runs the program itself, so that what it prints can be read.
final class Program {
    /// How a command ended, and what it said.
    struct Ending {
        let code: Int32?
        let output: String
        let errors: String
    }

    private let group: ProcessGroup

    init(in folder: TemporaryFolder) throws { group = try ProcessGroup(in: URL(filePath: folder.path)) }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Ending {
        let run = try group.start(
            ProcessPrograms.symbolon(), arguments, name: arguments.first ?? "", environment: environment)
        let exit = try await run.waitForExit()
        return Ending(code: exit.code, output: run.standardOutput, errors: run.standardError)
    }

    deinit { group.end() }
}
