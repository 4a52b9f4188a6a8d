// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation

/// Runs another program, and ends it when it takes too long.
enum BoundedProcess {
    /// Why a run gave nothing.
    enum Failure: Error { case timedOut([String]), failed([String], status: Int32, errors: String) }

    /// Runs a program found on the path and returns its standard output; throws unless it exits with 0.
    static func output(of arguments: [String], in folder: URL, seconds: Int) throws -> Data {
        // Files and not pipes: nobody has to read while the program runs.
        let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (output, errors) = (scratch.appending(path: "output"), scratch.appending(path: "errors"))
        try Data().write(to: output)
        try Data().write(to: errors)

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
            process.terminate()
            throw Failure.timedOut(arguments)
        }
        guard process.terminationStatus == 0 else {
            let text = String(decoding: try Data(contentsOf: errors).suffix(2000), as: UTF8.self)
            throw Failure.failed(arguments, status: process.terminationStatus, errors: text)
        }
        return try Data(contentsOf: output)
    }
}
