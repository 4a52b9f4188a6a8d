// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Home

/// Which home a command works in.
struct HomeOptions: ParsableArguments {
    @Option(help: "The party's home; default: $SYMBOLON_HOME, else .symbolon in $HOME.")
    var home: String?

    /// The path that the options and the environment name.
    var path: String {
        if let home { return home }
        let environment = ProcessInfo.processInfo.environment
        if let home = environment["SYMBOLON_HOME"], !home.isEmpty { return home }
        // Foundation asks the user database alone, and a service, a container or sudo mean another folder than that.
        let user = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (user ?? FileManager.default.homeDirectoryForCurrentUser.path) + "/.symbolon"
    }

    /// Opens the home; private files that others can read are refused.
    func open() throws -> Home { try Home(openingAt: path) }

    /// Opens the home where there is one, for commands that can do without.
    func openIfThere() throws -> Home? {
        do { return try open() } catch HomeError.noHome where home == nil { return nil }
    }
}
