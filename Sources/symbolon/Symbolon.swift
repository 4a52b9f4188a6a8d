// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Commands

/// The party's program; everything it does is in `Commands`.
@main
enum Symbolon {
    static func main() async {
        await SymbolonCommand.runToExit()
    }
}
