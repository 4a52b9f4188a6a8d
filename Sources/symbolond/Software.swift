// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What this program calls itself, also towards clients.
enum Software {
    static let name = "symbolond 0.1.0"
}
