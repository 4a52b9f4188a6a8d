// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Reads the fields of one JSON object by name and type, and refuses whatever was not asked for.
///
/// Every error is a `FieldError` with the path of the field. Optional variants take an absent key and `null` for
/// nothing; which of the two a signed body writes is fixed by its `fields`. Call `finish()` at the end.
package struct ObjectReader: Sendable {
    /// The path of this object, empty for an unnamed root.
    package let path: String
    private let members: [String: JSONValue]
    private var unread: Set<String>

    /// Starts reading; throws if the value is not an object.
    package init(_ value: JSONValue, path: String) throws(FieldError) {
        guard case .object(let members) = value else {
            throw FieldError(
                path: path.isEmpty ? "document" : path, problem: "expected an object, found \(value.kind)")
        }
        self.path = path
        self.members = members
        unread = Set(members.keys)
    }

    /// The path of a field of this object.
    package func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// An error at a field of this object, for checks of the caller's own.
    package func error(_ key: String, _ problem: String) -> FieldError {
        FieldError(path: path(of: key), problem: problem)
    }

    /// True where the object has the key and its value is not `null`.
    package func has(_ key: String) -> Bool {
        if case .none = members[key] { return false }
        if case .some(.null) = members[key] { return false }
        return true
    }

    /// Any value.
    package mutating func value(_ key: String) throws(FieldError) -> JSONValue {
        guard let value = members[key] else { throw missing(key) }
        unread.remove(key)
        return value
    }

    /// Any value, or nil where the key is absent or `null`.
    package mutating func optionalValue(_ key: String) -> JSONValue? {
        unread.remove(key)
        return has(key) ? members[key] : nil
    }

    /// An error at a field that is not there, with the key that stands there instead where that looks like a slip.
    private func missing(_ key: String) -> FieldError {
        let slip = NameSuggestion.closest(to: key, among: unread.filter(FieldError.isPresentable).sorted())
        return error(key, slip.map { "missing; there is a key \($0): did you mean \(key)?" } ?? "missing")
    }

    /// Refuses every key that was not read, by name; a key that does not look like a field is not repeated.
    package func finish() throws(FieldError) {
        guard let first = unread.min() else { return }
        let others = unread.count > 1 ? " (nor are \(unread.count - 1) more)" : ""
        guard FieldError.isPresentable(first) else {
            throw FieldError(
                path: path.isEmpty ? "document" : path,
                problem: "\(FieldError.display(first)) is not known here\(others)")
        }
        throw error(first, "this field is not known here\(others)")
    }
}
