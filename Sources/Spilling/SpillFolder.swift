// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Where temporary files go: `$TMPDIR`, else `/var/tmp`, which unlike `/tmp` is not in memory on any common system.
package enum SpillFolder {
    package static var path: String {
        let named = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        return named.isEmpty ? "/var/tmp" : named
    }
}
