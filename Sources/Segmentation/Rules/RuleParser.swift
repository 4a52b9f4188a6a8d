// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Vocabulary

/// Recursive descent over `||` < `&&` < comparison < `!` (protocol/v1/segments.md §2); recursion is bounded.
struct RuleParser {
    private var scanner: RuleScanner
    private var token: RuleToken
    /// The one before it; nil at the start.
    private var previous: RuleToken.Kind?
    /// Operators and operands so far.
    private var size = 0

    /// - Throws: where the text is too long or starts with what is no token.
    init(_ text: String) throws(RuleError) {
        guard text.utf8.count <= Rule.maximumBytes else {
            throw RuleError(column: 1, problem: "a rule has at most \(Rule.maximumBytes) bytes")
        }
        try Self.checkVisible(text)
        scanner = RuleScanner(text)
        token = try scanner.next()
    }

    /// The whole text as one expression.
    mutating func rule() throws(RuleError) -> RuleSyntax {
        let syntax = try expression(depth: 0)
        guard token.kind == .end else { throw unexpected() }
        return syntax
    }

    private mutating func expression(depth: Int) throws(RuleError) -> RuleSyntax {
        let offset = token.offset
        var operands = [try conjunction(depth: depth)]
        while try takeOperator("||") { operands.append(try conjunction(depth: depth)) }
        return operands.count == 1 ? operands[0] : RuleSyntax(form: .any(operands), offset: offset)
    }

    private mutating func conjunction(depth: Int) throws(RuleError) -> RuleSyntax {
        let offset = token.offset
        var operands = [try relation(depth: depth)]
        while try takeOperator("&&") { operands.append(try relation(depth: depth)) }
        return operands.count == 1 ? operands[0] : RuleSyntax(form: .all(operands), offset: offset)
    }

    private mutating func relation(depth: Int) throws(RuleError) -> RuleSyntax {
        let offset = token.offset
        let left = try unary(depth: depth)
        let place = token.offset
        let form: RuleSyntax.Form
        if case .mark(let mark) = token.kind, let comparison = RuleComparison(rawValue: mark) {
            try count()
            try advance()
            form = .comparison(comparison, left, try unary(depth: depth), operatorOffset: place)
        } else if token.kind == .word("in") {
            try count()
            try advance()
            form = .membership(left, in: try unary(depth: depth), operatorOffset: place)
        } else {
            return left
        }
        if case .mark(let mark) = token.kind, RuleComparison(rawValue: mark) != nil {
            throw failure("comparisons do not chain; join them by &&")
        }
        return RuleSyntax(form: form, offset: offset)
    }

    private mutating func unary(depth: Int) throws(RuleError) -> RuleSyntax {
        let offset = token.offset
        guard token.kind == .mark("!") else { return try primary(depth: depth) }
        try count()
        let deeper = try deepened(depth)
        try advance()
        return RuleSyntax(form: .not(try unary(depth: deeper)), offset: offset)
    }

    private mutating func primary(depth: Int) throws(RuleError) -> RuleSyntax {
        let offset = token.offset
        if token.kind == .mark("(") {
            let deeper = try deepened(depth)
            try advance()
            let inner = try expression(depth: deeper)
            guard try take(")") else { throw unexpected(or: ")") }
            return inner
        }
        return RuleSyntax(form: try operand(depth: depth), offset: offset)
    }

    private mutating func operand(depth: Int) throws(RuleError) -> RuleSyntax.Form {
        switch token.kind {
        case .literal(let value):
            try count()
            try advance()
            return .literal(value)
        case .mark("["):
            try count()
            return .list(try elements(depth: deepened(depth)))
        case .word("true"), .word("false"):
            let value = token.kind == .word("true")
            try count()
            try advance()
            return .literal(.bool(value))
        case .word("has"):
            try count()
            try advance()
            try expect("(")
            let nameOffset = token.offset
            let name = try name()
            try expect(")")
            return .has(name, nameOffset: nameOffset)
        case .word("tag"):
            try count()
            try advance()
            try expect("(")
            guard case .literal(.string(let text)) = token.kind else { throw failure("expected a text in quotes") }
            try advance()
            try expect(")")
            return .tag(text)
        case .word("null"): throw failure("null is no value here; ask for absence with !has(name)")
        default:
            try count()
            return .name(try name())
        }
    }

    private mutating func elements(depth: Int) throws(RuleError) -> [RuleSyntax] {
        try advance()
        var elements: [RuleSyntax] = []
        if token.kind != .mark("]") {
            elements.append(try expression(depth: depth))
            while try take(",") { elements.append(try expression(depth: depth)) }
        }
        guard try take("]") else { throw unexpected(or: "]") }
        return elements
    }

    private mutating func name() throws(RuleError) -> RuleName {
        var parts = [try part()]
        while try take(".") { parts.append(try part()) }
        return RuleName(parts: parts)
    }

    private mutating func part() throws(RuleError) -> String {
        let part: String
        switch token.kind {
        case .word(let word):
            guard !RuleName.reserved.contains(word) else {
                throw failure("this word is part of the language; as part of a name it stands between backquotes")
            }
            part = word
        case .quotedPart(let quoted): part = quoted
        default: throw unexpectedOperand()
        }
        try advance()
        return part
    }

    private mutating func advance() throws(RuleError) {
        previous = token.kind
        token = try scanner.next()
    }

    private mutating func take(_ mark: String) throws(RuleError) -> Bool {
        guard token.kind == .mark(mark) else { return false }
        try advance()
        return true
    }

    private mutating func takeOperator(_ mark: String) throws(RuleError) -> Bool {
        guard token.kind == .mark(mark) else { return false }
        try count()
        try advance()
        return true
    }

    private mutating func expect(_ mark: String) throws(RuleError) {
        guard try take(mark) else { throw failure("expected \(mark)") }
    }

    /// Counts the operator or operand that is next.
    private mutating func count() throws(RuleError) {
        size += 1
        guard size <= Rule.maximumSize else {
            throw failure("a rule has at most \(Rule.maximumSize) operators and operands")
        }
    }

    private func deepened(_ depth: Int) throws(RuleError) -> Int {
        guard depth < Rule.maximumDepth else {
            throw failure("parentheses, lists and ! are nested more than \(Rule.maximumDepth) deep")
        }
        return depth + 1
    }

    /// Refuses what does not show, but white space; a carriage return is such before a line feed only.
    private static func checkVisible(_ text: String) throws(RuleError) {
        let scalars = Array(text.unicodeScalars)
        for (offset, scalar) in scalars.enumerated() where HiddenCharacters.contain(scalar) {
            if scalar == "\n" || scalar == "\t" { continue }
            if scalar == "\r", offset + 1 < scalars.count, scalars[offset + 1] == "\n" { continue }
            throw RuleError(HiddenCharacters.problem(scalar), at: offset, in: text)
        }
    }

    private func failure(_ problem: String) -> RuleError { scanner.failure(problem, at: token.offset) }

    /// An error at what is neither an operator nor the end of the rule or parenthesis.
    private func unexpected(or mark: String = "the end of the rule") -> RuleError {
        switch token.kind {
        case .mark("="): failure("write == to compare")
        case .mark("&"), .word("and"), .word("AND"): failure("write && for and")
        case .mark("|"), .word("or"), .word("OR"): failure("write || for or")
        case .word("not"), .word("NOT"): failure("write ! for not")
        case _ where previous == .word("not") || previous == .word("NOT"): failure("write ! for not")
        case .mark("(") where followsName: failure("there are no functions but has() and tag()")
        default: failure("expected an operator or \(mark)")
        }
    }

    /// Whether a name ends right before the token.
    private var followsName: Bool {
        switch previous {
        case .word(let word): !RuleName.reserved.contains(word)
        case .quotedPart: true
        default: false
        }
    }

    private func unexpectedOperand() -> RuleError {
        switch token.kind {
        case .mark("="), .mark("&"), .mark("|"): unexpected()
        default: failure("expected a value, a name or a parenthesis")
        }
    }
}
