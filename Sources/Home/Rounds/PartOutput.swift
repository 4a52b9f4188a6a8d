// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Secrets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a part of a list goes.
package enum PartOutput: ~Copyable {
    /// A file that afterwards exists whole or not at all.
    case file(path: String, replaces: Bool)
    /// Standard output.
    case standardOutput
}

/// An open part: a file in the making, or standard output.
enum OpenPart: ~Copyable {
    case file(AtomicFile, replaces: Bool)
    case stream(OwnedDescriptor)

    init(_ output: consuming PartOutput) throws {
        switch output {
        case .file(let path, let replaces): self = .file(try AtomicFile(path: path), replaces: replaces)
        case .standardOutput:
            let copy = dup(STDOUT_FILENO)
            guard copy >= 0 else {
                throw SecretsError.file(operation: "open", path: "standard output", code: errno)
            }
            self = .stream(OwnedDescriptor(owning: copy, name: "standard output"))
        }
    }
}
