// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The programs of this build: they lie beside the tests.
package enum ProcessPrograms {
    /// The folder of the running test program, which is also that of the programs.
    package static let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()

    /// The party's program.
    package static func symbolon() throws -> String { try path(of: "symbolon") }

    /// The coordinator's program.
    package static func symbolond() throws -> String { try path(of: "symbolond") }

    private static func path(of name: String) throws -> String {
        var candidates = [folder]
        // Where a runner loads the tests as a bundle, the program that runs is not one of this build.
        candidates += CommandLine.arguments.map {
            URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent()
        }
        for case let folder? in candidates {
            let path = folder.appending(path: name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw ProcessError.missingProgram(name)
    }
}
