// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets
package import Vocabulary

extension Home {
    /// Keeps signed statements or chunk bytes that prove a fault; nothing here ever removes them; called holding the lock.
    ///
    /// The same bytes under the same name are kept once; other bytes get the next free name, `NAME-2` and so on.
    ///
    /// - Returns: the path of the file.
    /// - Throws: `HomeError.badEvidenceName` unless the name is 1 to 100 of `a-z`, `0-9`, `-` and `.`, and does not
    ///   start with a hyphen or dot.
    @discardableResult
    package func keepEvidence(of round: RoundID, named name: String, _ bytes: [UInt8]) throws -> String {
        let plain = name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
        }
        guard plain, (1...100).contains(name.utf8.count), name.first != "-", name.first != "." else {
            throw HomeError.badEvidenceName
        }
        let folder = layout.evidence(round)
        try PrivateFolder.createIfMissing(layout.evidence)
        try PrivateFolder.createIfMissing(folder)
        try PrivateFolder.synchronize(layout.evidence)
        var path = "\(folder)/\(name)"
        var copies = 1
        while PrivateFolder.exists(path) {
            if try PrivateFile.read(path, limit: .max) == bytes { return path }
            copies += 1
            path = "\(folder)/\(name)-\(copies)"
        }
        try PrivateFile.write(bytes, to: path, replacing: false)
        return path
    }

    /// Gives the paths of what was kept of a round, by name.
    package func evidence(of round: RoundID) throws -> [String] {
        let folder = layout.evidence(round)
        return try PrivateFolder.names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
    }
}
