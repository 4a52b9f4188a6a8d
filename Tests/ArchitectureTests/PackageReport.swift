// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What `swift package describe` says of the package.
struct PackageReport: Decodable {
    struct Target: Decodable {
        let name: String
        let path: String
        let dependencies: [String]?

        enum CodingKeys: String, CodingKey {
            case name, path
            case dependencies = "target_dependencies"
        }
    }

    let targets: [Target]

    /// Asked once: it takes a second or so.
    ///
    /// `--ignore-lock`, because `swift test` holds the lock of the build folder and would be waited for for ever.
    static let current = Result {
        let arguments = ["swift", "package", "--ignore-lock", "describe", "--type", "json"]
        let output = try BoundedProcess.output(of: arguments, in: SourceTree.root, seconds: 120)
        return try JSONDecoder().decode(PackageReport.self, from: output)
    }

    /// The rooms; tests and what supports them lie elsewhere and may depend on anything.
    var graph: RoomGraph {
        let rooms = targets.filter { $0.path.hasPrefix("Sources/") }
        return RoomGraph(
            rooms: Dictionary(uniqueKeysWithValues: rooms.map { ($0.name, Set($0.dependencies ?? [])) }))
    }
}
