// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CPresets

/// The column maps of `presets/`, which are built into the program: how the exports of known products are laid out.
package enum ColumnPreset {
    /// The names of all presets, in order.
    package static var names: [String] {
        (0..<cpresets_count()).map { String(cString: cpresets_at($0).name) }
    }

    /// The map of a product; nil where there is no preset of this name.
    ///
    /// - Throws: `DocumentError` where a preset is broken.
    package static func map(named name: String) throws -> ColumnMap? {
        let place = (0..<cpresets_count()).first { String(cString: cpresets_at($0).name) == name }
        guard let preset = place.map({ cpresets_at($0) }) else { return nil }
        let bytes = UnsafeBufferPointer(start: preset.bytes, count: preset.count)
        return try ColumnMap(yaml: Array(bytes), file: "presets/\(name).yaml")
    }
}
