// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A path at which a file is going to be made or replaced, looked at before anything is written.
///
/// Files are told apart by device and inode, so that a link to a file is that file.
package enum OutputPlace {
    /// What is at a path.
    package enum Kind {
        case nothing
        /// A character device or a pipe, into which is written as it stands.
        case stream
        /// A file or anything else.
        case other
    }

    /// Tells what is at a path, or at the end of the links there.
    package static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .nothing }
        let kind = status.st_mode & S_IFMT
        return kind == S_IFIFO || kind == S_IFCHR ? .stream : .other
    }

    /// Refuses the files that are read, everything inside a home, and whatever is no plain file: a folder, a link, a device, a
    /// pipe.
    ///
    /// - Parameter inputs: the files that the same command reads, `-` being standard input.
    /// - Throws: `ListError` with `cannotCreate`.
    package static func check(_ path: String, reading inputs: [String] = []) throws(ListError) {
        if let input = inputs.first(where: { areSame(path, $0) }) {
            let name = input == "-" ? "standard input" : input
            throw ListError(
                .cannotCreate, "\(path): this is the file that is read (\(name)); name another one to write.")
        }
        if let home = home(around: path) {
            throw ListError(
                .cannotCreate,
                "\(path): this is inside the home \(home), whose files are its own; name a file elsewhere.")
        }
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw ListError(.cannotCreate, "\(path): this is a folder; name a file in it.")
        case S_IFLNK: throw ListError(.cannotCreate, "\(path): this is a link; name the file itself.")
        default: throw ListError(.cannotCreate, "\(path): this is no plain file; name another one.")
        }
    }

    /// Whether two paths are one file, or would be where it is not there yet; `-` is standard input.
    package static func areSame(_ path: String, _ other: String) -> Bool {
        if let file = Identity(path), let second = Identity(other) { return file == second }
        guard path != "-", other != "-", Identity(path) == nil, Identity(other) == nil else { return false }
        let (place, second) = (split(path), split(other))
        return place.name == second.name && Identity(place.folder) != nil
            && Identity(place.folder) == Identity(second.folder)
    }

    /// Files of which every home has one: a folder with either is taken for a home, a party's or the coordinator's.
    private static let homeFiles = ["symbolon.json", "symbolond.yaml"]

    /// The home that a path lies in, at any depth and through whatever links; nil outside of any.
    private static func home(around path: String) -> String? {
        guard let resolved = realpath(split(path).folder, nil) else { return nil }
        defer { free(resolved) }
        var folder = String(cString: resolved)
        while true {
            let base = folder == "/" ? "" : folder
            var status = stat()
            if homeFiles.contains(where: { lstat("\(base)/\($0)", &status) == 0 }) { return folder }
            guard folder != "/" else { return nil }
            folder = split(folder).folder
        }
    }

    /// What the system tells files apart by.
    private struct Identity: Equatable {
        let device: dev_t
        let inode: ino_t

        /// Nil where nothing is at the path.
        init?(_ path: String) {
            var status = stat()
            guard (path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)) == 0 else { return nil }
            device = status.st_dev
            inode = status.st_ino
        }
    }

    private static func split(_ path: String) -> (folder: String, name: Substring) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), path[path.index(after: slash)...])
    }
}
