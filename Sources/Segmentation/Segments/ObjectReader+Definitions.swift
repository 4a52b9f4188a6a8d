// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension ObjectReader {
    /// The names in `remove`, each once, none of them also new or replaced.
    ///
    /// - Parameters:
    ///   - kept: the names of the definitions.
    ///   - field: the field of the definitions.
    mutating func removals(besides kept: [String], in field: String) throws(FieldError) -> [String] {
        for (index, name) in kept.enumerated() where kept[..<index].contains(name) {
            throw error("\(field)[\(index)].name", "this name stands here a second time")
        }
        let names = try strings("remove", count: 0...SegmentSet.maximumCount, maximumBytes: 64)
        for (index, name) in names.enumerated() {
            guard TextForm.isName(name) else { throw error("remove[\(index)]", "expected a name in \(field)") }
            guard !kept.contains(name), !names[..<index].contains(name) else {
                throw error("remove[\(index)]", "this name stands here a second time")
            }
        }
        return names
    }

    /// A time of day, `00:00` to `24:00`, in minutes; nil where the field is absent.
    mutating func optionalMinutes(_ key: String) throws(FieldError) -> Int? {
        guard let text = try optionalString(key, maximumBytes: 4096) else { return nil }
        guard let minutes = LocalHours.minutes(text) else {
            throw error(key, "expected a local time like \"17:00\", at most \"24:00\"")
        }
        return minutes
    }
}
