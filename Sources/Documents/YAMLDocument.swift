// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
internal import Yams

/// A YAML file brought to JSON under a shape, with the line of every field.
///
/// Refused: anchors, aliases, tags, merge keys, keys that are not plain names, a key twice, several documents, byte order
/// marks, control characters, more than 256 KiB.
package struct YAMLDocument {
    static let maximumBytes = 256 << 10
    private static let maximumDepth = 16

    /// The document's value; unknown fields are read as text and left to the caller to refuse by name.
    package let json: JSONValue
    private let file: String
    private var lines: [String: Int] = [:]
    private let source: [[Unicode.Scalar]]

    /// Parses one document.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - file: its name for error texts.
    ///   - shape: which places hold integers, booleans, lists and maps; everything else is text.
    /// - Throws: ``DocumentError`` with file, line and field.
    package init(parsing bytes: [UInt8], file: String, shape: YAMLShape) throws {
        self.file = file
        let text = try Self.checkedText(bytes, file: file)
        source = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let root: Node?
        do {
            let parser = try Parser(yaml: text, encoding: .utf8)
            root = try parser.singleRoot()
        } catch let error as YamlError {
            throw Self.fileError(error, file: file, source: source)
        }
        guard let root else {
            throw DocumentError(file: file, line: nil, field: nil, problem: "the file is empty")
        }
        var lines: [String: Int] = [:]
        json = try Self.convert(
            root, at: "", depth: 0, shape: shape, source: source, file: file, lines: &lines)
        self.lines = lines
    }

    /// Adds file and line to an error of the JSON reader: those of the field, or of what it is missing in.
    package func locate(_ error: FieldError) -> DocumentError {
        var path = error.path[...]
        while lines[String(path)] == nil, let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) {
            path = path[..<end]
        }
        return DocumentError(file: file, line: lines[String(path)], field: error.path, problem: error.problem)
    }

    /// UTF-8 whose lines end in line feeds, perhaps after carriage returns, and whose aliases cannot explode.
    private static func checkedText(_ bytes: [UInt8], file: String) throws -> String {
        func failure(_ problem: String, at offset: Int? = nil) -> DocumentError {
            let line = offset.map { bytes[..<$0].count { $0 == 0x0A } + 1 }
            return DocumentError(file: file, line: line, field: nil, problem: problem)
        }
        guard bytes.count <= maximumBytes else { throw failure("the file is larger than \(maximumBytes) bytes") }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw failure("the file starts with a byte order mark; save it as UTF-8 without one", at: 0)
        }
        // Only \n ends a line from here on, so that lines are counted alike everywhere.
        let unix = bytes.indices.filter { !bytes[$0...].starts(with: [0x0D, 0x0A]) }.map { bytes[$0] }
        guard let text = String(validating: unix, as: UTF8.self) else { throw failure("the file is not UTF-8") }
        var line = 1
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": line += 1
            case "\t", " "..."~", "\u{A0}"..."\u{2027}", "\u{202A}"...: continue
            default:
                throw DocumentError(
                    file: file, line: line, field: nil, problem: "a control character stands here; remove it")
            }
        }
        let anchors = names(after: UInt8(ascii: "&"), in: bytes)
        if let alias = names(after: UInt8(ascii: "*"), in: bytes).first(where: { name in
            anchors.contains { $0.name == name.name }
        }) {
            throw failure("anchors and aliases (& and *) are not allowed; write the value out", at: alias.offset)
        }
        return text
    }

    /// Finds what could be an anchor or alias without parsing: the parser expands aliases, keys of keys of keys too.
    private static func names(after mark: UInt8, in bytes: [UInt8]) -> [(name: ArraySlice<UInt8>, offset: Int)] {
        bytes.indices.filter { bytes[$0] == mark }.compactMap { index in
            let name = bytes[(index + 1)...].prefix {
                (65...90).contains($0) || (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
            }
            return name.isEmpty ? nil : (name, index)
        }
    }

    private static func fileError(_ error: YamlError, file: String, source: [[Unicode.Scalar]]) -> DocumentError {
        func at(_ mark: Mark?, _ problem: String) -> DocumentError {
            DocumentError(file: file, line: mark?.line, field: nil, problem: problem)
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            guard !problem.contains("nesting level") else { return at(mark, "nested more than \(maximumDepth) deep") }
            let line = source.indices.contains(mark.line - 1) ? source[mark.line - 1] : []
            let advice =
                quotingHint(for: line.prefix(mark.column))
                ?? (problem.contains("mapping values")
                    ? "a text with a colon and a blank in it stands in double quotes" : nil)
            return at(
                mark,
                "this is not YAML: "
                    + (advice ?? "\(problem)\(problem.contains("token") ? " (tabs must not indent)" : "")"))
        case .composer(_, let problem, let mark, _): return at(mark, "expected one YAML document: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return at(context.mark, "\(FieldError.display(keys.first ?? "")) stands twice in one mapping")
        default: return at(nil, "this is not YAML")
        }
    }

    /// What to do where the last value that starts before a fault starts with a mark that YAML takes for its own; nil where
    /// it does not.
    private static func quotingHint(for line: ArraySlice<Unicode.Scalar>) -> String? {
        // A value follows `key: ` or `- `.
        let start = line.indices.last { index in
            guard index >= 2, line[index] != " ", line[index - 1] == " " else { return false }
            let before = line[..<index].last { $0 != " " }
            return before == ":" || before == "-"
        }
        guard let start, ["'", "\"", "`", "{", "["].contains(line[start]) else { return nil }
        return "a text that starts with \(line[start]) must stand in quotes as a whole: put the whole of it in double "
            + "quotes" + (line[start] == "\"" ? ", with ' inside" : "")
    }

    private static func convert(
        _ node: Node, at path: String, depth: Int, shape: YAMLShape, source: [[Unicode.Scalar]], file: String,
        lines: inout [String: Int]
    ) throws -> JSONValue {
        func failure(_ problem: String) -> DocumentError {
            DocumentError(
                file: file, line: node.mark?.line, field: path.isEmpty ? nil : path, problem: problem)
        }
        if let line = node.mark?.line, lines[path] == nil { lines[path] = line }
        guard depth <= maximumDepth else { throw failure("nested more than \(maximumDepth) deep") }
        try refuseProperties(of: node, at: path, source: source, file: file)
        switch node {
        case .scalar(let scalar):
            return shape.value(of: scalar.string, isPlain: scalar.style == .plain)
        case .sequence(let elements):
            return .array(
                try elements.enumerated().map { index, element in
                    try convert(
                        element, at: "\(path)[\(index)]", depth: depth + 1, shape: shape.element, source: source,
                        file: file, lines: &lines)
                })
        case .mapping(let mapping):
            var members: [String: JSONValue] = [:]
            for (key, value) in mapping {
                try refuseProperties(of: key, at: path, source: source, file: file)
                guard case .scalar(let scalar) = key else { throw failure("expected a name as the key") }
                let name = scalar.string
                guard name != "<<" else { throw failure("merge keys (<<) are not allowed; write the fields out") }
                guard members[name] == nil else {
                    throw failure("\(FieldError.display(name)) stands twice in one mapping")
                }
                let child = path.isEmpty ? name : "\(path).\(name)"
                lines[child] = scalar.mark?.line
                members[name] = try convert(
                    value, at: child, depth: depth + 1, shape: shape.field(name), source: source, file: file,
                    lines: &lines)
            }
            return .object(members)
        case .alias: throw failure("anchors and aliases (& and *) are not allowed; write the value out")
        }
    }

    /// Refuses anchors and tags by looking at the file: the parsed node has forgotten some of them.
    private static func refuseProperties(
        of node: Node, at path: String, source: [[Unicode.Scalar]], file: String
    ) throws {
        guard let mark = node.mark, source.indices.contains(mark.line - 1),
            source[mark.line - 1].indices.contains(mark.column - 1)
        else { return }
        let problem: String
        switch source[mark.line - 1][mark.column - 1] {
        case "&", "*": problem = "anchors and aliases (& and *) are not allowed; write the value out"
        case "!": problem = "tags (!) are not allowed; put text that starts with ! in quotes"
        default: return
        }
        throw DocumentError(file: file, line: mark.line, field: path.isEmpty ? nil : path, problem: problem)
    }
}
