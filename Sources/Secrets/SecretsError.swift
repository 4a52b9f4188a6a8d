// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Says what kept a secret from being held, sealed or opened.
///
/// No case carries a part of a secret.
package enum SecretsError: Error, Hashable, CustomStringConvertible {
    /// libsodium could not start, which means that the system gives no randomness.
    case libraryUnavailable
    /// The system had no memory for a secret.
    case memoryUnavailable(byteCount: Int)
    /// The memory could not be kept from being swapped out.
    case memoryNotLocked(byteCount: Int)
    /// Key or secret of another length than it has to have.
    case wrongLength(expected: Int, actual: Int)
    /// More than the documented most.
    case tooLong(limit: Int)
    /// The bytes do not start like anything that was sealed here.
    case notSealed(name: String)
    /// The bytes were sealed by a later release.
    case unsupportedVersion(name: String, version: UInt8)
    /// Another key, other associated data, or bytes that were changed or put into another order.
    case notAuthentic(name: String)
    /// The sealed file stops between two blocks, before its end; one cut inside a block is `notAuthentic`.
    case truncated(name: String)
    /// Something follows the end of the sealed file.
    case trailingBytes(name: String)
    /// A private file that others than its owner may read or write, or that someone else owns.
    case exposed(path: String, mode: UInt32)
    /// Not a regular file.
    case notAFile(path: String)
    /// The system refused an operation on a file.
    case file(operation: String, path: String, code: CInt)
    /// The system refused to protect the process.
    case notHardened(operation: String, code: CInt)
}

extension SecretsError {
    package var description: String {
        switch self {
        case .libraryUnavailable:
            "libsodium cannot start: the system gives no randomness"
        case .memoryUnavailable(let count):
            "no memory for a secret of \(count) bytes"
        case .memoryNotLocked(let count):
            "a secret of \(count) bytes cannot be locked in memory: raise RLIMIT_MEMLOCK (ulimit -l, LimitMEMLOCK=)"
        case .wrongLength(let expected, let actual):
            "a secret of \(actual) bytes where \(expected) are needed"
        case .tooLong(let limit):
            "a secret longer than \(limit) bytes: put it into a sealed file"
        case .notSealed(let name):
            "\(name): not a sealed file of this program"
        case .unsupportedVersion(let name, let version):
            "\(name): sealed in format \(version), which this release does not know: use a later one"
        case .notAuthentic(let name):
            "\(name): cannot be opened: another key, another place, or it was cut or changed"
        case .truncated(let name):
            "\(name): the end is missing: restore it whole"
        case .trailingBytes(let name):
            "\(name): something was added after its end: restore it as it was"
        case .exposed(let path, let mode):
            "\(path): mode \(String(mode, radix: 8)) or its owner lets others in: chmod 600, and own it"
        case .notAFile(let path):
            "\(path): not a regular file"
        case .file(let operation, let path, let code):
            "\(path): cannot \(operation): \(SystemErrorText.text(of: code))"
        case .notHardened(let operation, let code):
            "cannot \(operation): \(SystemErrorText.text(of: code))"
        }
    }
}
