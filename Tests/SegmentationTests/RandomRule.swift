// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A rule with a printer and an evaluator of its own, over the names of the sample.
indirect enum RandomRule {
    case literal(String, ReferenceValue)
    case name(spelling: String, path: String)
    case list([RandomRule])
    case has(spelling: String, path: String)
    case tag(String)
    case not(RandomRule)
    case both(RandomRule, RandomRule)
    case either(RandomRule, RandomRule)
    case comparison(String, RandomRule, RandomRule)
    case membership(RandomRule, RandomRule)

    static let texts = ["a", "b", "film", "", "caf\u{E9}", "cafe\u{301}", "\u{FF5E}", "\u{1F600}", "nobody", "no-one"]
    static let integers: [Int64] = [
        0, 1, -1, 2, 9_007_199_254_740_992, 9_007_199_254_740_993, .max, .min, .max - 1, -9_007_199_254_740_993,
    ]
    private static let doubles: [(String, Int128)] = [
        ("0.0", 0), ("-0.0", 0), ("0.5", 2), ("-0.25", -1), ("2.0", 8), ("9007199254740992.0", 36_028_797_018_963_968),
        ("9223372036854775808.0", 36_893_488_147_419_103_232), ("-9223372036854775808.0", -36_893_488_147_419_103_232),
        ("1e30", 4_000_000_000_000_000_079_539_538_468_864),
    ]
    private static let names: [String: [(spelling: String, path: String)]] = [
        "bool": [("acme.vip", "acme.vip"), ("streamco.premium", "streamco.premium")],
        "int": [("acme.spend", "acme.spend"), ("streamco.visits", "streamco.visits")],
        "string": [
            ("streamco.interest", "streamco.interest"), ("`data-partner`.mood", "data-partner.mood"),
            ("number.country", "acme.number.country"),
        ],
        "strings": [("streamco.tags", "streamco.tags"), ("`data-partner`.tags", "data-partner.tags")],
    ]

    // MARK: - Drawing

    init(depth: Int, using generator: inout SeededGenerator) {
        switch depth > 0 ? Int.random(in: 0...15, using: &generator) : Int.random(in: 0...3, using: &generator) {
        case 0: self = Bool.random(using: &generator) ? .literal("true", .bool(true)) : .literal("false", .bool(false))
        case 1: self = Self.name("bool", using: &generator)
        case 2:
            let type = ["bool", "int", "string", "strings"].randomElement(using: &generator) ?? "int"
            guard case .name(let spelling, let path) = Self.name(type, using: &generator) else { preconditionFailure() }
            self = .has(spelling: spelling, path: path)
        case 3: self = .tag(Self.texts.randomElement(using: &generator) ?? "a")
        case 4...5: self = .not(RandomRule(depth: depth - 1, using: &generator))
        case 6...7:
            self = .both(
                RandomRule(depth: depth - 1, using: &generator), RandomRule(depth: depth - 1, using: &generator))
        case 8...9:
            self = .either(
                RandomRule(depth: depth - 1, using: &generator), RandomRule(depth: depth - 1, using: &generator))
        case 10:
            self = .comparison(
                Bool.random(using: &generator) ? "==" : "!=", RandomRule(depth: depth - 1, using: &generator),
                RandomRule(depth: depth - 1, using: &generator))
        case 11...12:
            self = .comparison(
                Self.comparison(using: &generator), Self.number(using: &generator), Self.number(using: &generator))
        case 13:
            self = .comparison(
                Self.comparison(using: &generator), Self.text(using: &generator), Self.text(using: &generator))
        case 14:
            self = .comparison(
                Bool.random(using: &generator) ? "==" : "!=", Self.texts(using: &generator),
                Self.texts(using: &generator))
        default:
            self =
                switch Int.random(in: 0...3, using: &generator) {
                case 0:
                    .membership(Self.integer(using: &generator), Self.list(of: Self.integer, using: &generator))
                case 1:
                    .membership(Self.texts(using: &generator), Self.list(of: Self.texts, using: &generator))
                default: .membership(Self.text(using: &generator), Self.texts(using: &generator))
                }
        }
    }

    private static func name(_ type: String, using generator: inout SeededGenerator) -> RandomRule {
        let name = names[type]?.randomElement(using: &generator) ?? ("acme.vip", "acme.vip")
        return .name(spelling: name.spelling, path: name.path)
    }

    private static func comparison(using generator: inout SeededGenerator) -> String {
        ["==", "!=", "<", "<=", ">", ">="].randomElement(using: &generator) ?? "=="
    }

    private static func integer(using generator: inout SeededGenerator) -> RandomRule {
        if Bool.random(using: &generator) { return name("int", using: &generator) }
        let number = integers.randomElement(using: &generator) ?? 0
        return .literal("\(number)", .integer(number))
    }

    private static func number(using generator: inout SeededGenerator) -> RandomRule {
        guard Int.random(in: 0...2, using: &generator) == 0 else { return integer(using: &generator) }
        let double = doubles.randomElement(using: &generator) ?? ("0.0", 0)
        return .literal(double.0, .number(double.1))
    }

    private static func text(using generator: inout SeededGenerator) -> RandomRule {
        if Bool.random(using: &generator) { return name("string", using: &generator) }
        let text = texts.randomElement(using: &generator) ?? ""
        return .literal("'\(text)'", .text(text))
    }

    private static func texts(using generator: inout SeededGenerator) -> RandomRule {
        Bool.random(using: &generator)
            ? name("strings", using: &generator) : list(of: text, using: &generator)
    }

    private static func list(
        of element: (inout SeededGenerator) -> RandomRule, using generator: inout SeededGenerator
    ) -> RandomRule {
        .list((0..<Int.random(in: 0...3, using: &generator)).map { _ in element(&generator) })
    }

    // MARK: - Printing

    /// Puts everything in parentheses that is no operand by itself.
    var text: String {
        func operand(_ rule: RandomRule) -> String {
            switch rule {
            case .literal, .name, .list, .has, .tag: rule.text
            default: "(\(rule.text))"
            }
        }
        return switch self {
        case .literal(let text, _): text
        case .name(let spelling, _): spelling
        case .list(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .has(let spelling, _): "has(\(spelling))"
        case .tag(let text): "tag('\(text)')"
        case .not(let inner): "!" + operand(inner)
        case .both(let left, let right): operand(left) + " && " + operand(right)
        case .either(let left, let right): operand(left) + " || " + operand(right)
        case .comparison(let mark, let left, let right): "\(operand(left)) \(mark) \(operand(right))"
        case .membership(let element, let list): "\(operand(element)) in \(operand(list))"
        }
    }

    // MARK: - Evaluating

    func value(_ data: [String: ReferenceValue]) -> ReferenceValue? {
        switch self {
        case .literal(_, let value): return value
        case .name(_, let path): return data[path]
        case .list(let elements):
            let values = elements.compactMap { $0.value(data) }
            return values.count == elements.count ? .list(values) : nil
        case .has(_, let path): return .bool(data[path] != nil)
        case .tag(let tag):
            let answers: [ReferenceValue?] = ["streamco.tags", "data-partner.tags"].map { path in
                guard case .list(let tags)? = data[path] else { return nil }
                return .bool(tags.contains(.text(tag)))
            }
            if answers.contains(.bool(true)) { return .bool(true) }
            return answers.contains(nil) ? nil : .bool(false)
        case .not(let inner):
            guard let value = inner.value(data) else { return nil }
            return .bool(value == .bool(false))
        case .both(let left, let right):
            let values = [left.value(data), right.value(data)]
            if values.contains(.bool(false)) { return .bool(false) }
            return values.contains(nil) ? nil : .bool(true)
        case .either(let left, let right):
            let values = [left.value(data), right.value(data)]
            if values.contains(.bool(true)) { return .bool(true) }
            return values.contains(nil) ? nil : .bool(false)
        case .comparison(let mark, let left, let right):
            guard let left = left.value(data), let right = right.value(data) else { return nil }
            switch mark {
            case "==": return .bool(left == right)
            case "!=": return .bool(left != right)
            case "<": return .bool(left.order(to: right) < 0)
            case "<=": return .bool(left.order(to: right) <= 0)
            case ">": return .bool(left.order(to: right) > 0)
            default: return .bool(left.order(to: right) >= 0)
            }
        case .membership(let element, let list):
            guard case .list(let values)? = list.value(data) else { return nil }
            if values.isEmpty { return .bool(false) }
            return element.value(data).map { .bool(values.contains($0)) }
        }
    }
}
