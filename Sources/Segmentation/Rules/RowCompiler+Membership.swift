// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

extension RowCompiler {
    /// Whether an element is in a list; in an empty list there is none, also where the element is unknown.
    func membership(_ element: RuleNode, in list: RuleNode) -> Condition {
        guard let elements = Self.elements(of: list) else { return membership(element, inAttribute: list) }
        guard !elements.isEmpty else { return { _ in false } }
        if element.type == .string, let wanted = constantCodes(elements) {
            let codes = texts(element)
            return { row in
                let code = codes(row)
                return code == MemberColumn.absent ? nil : wanted.contains(code)
            }
        }
        return strict(.any, elements.map { equality(element, $0) })
    }

    private func membership(_ element: RuleNode, inAttribute list: RuleNode) -> Condition {
        let (codes, lists, wanted) = (codes(list), table.lists.lists, texts(element))
        if case .constant = element {
            // Lists are searched once each and not once a row.
            let text = wanted(0)
            let answers = lists.map { $0.contains(text) }
            return { row in
                let code = codes(row)
                return code == MemberColumn.absent ? nil : answers[Int(code)]
            }
        }
        return { row in
            let code = codes(row)
            guard code != MemberColumn.absent else { return nil }
            let list = lists[Int(code)]
            if list.isEmpty { return false }
            let text = wanted(row)
            return text == MemberColumn.absent ? nil : list.contains(text)
        }
    }

    /// The numbers of texts that are written out, without those that no member has; nil where a name is among them.
    private func constantCodes(_ elements: [RuleNode]) -> Set<Int32>? {
        var codes: Set<Int32> = []
        for element in elements {
            guard case .constant(.string(let text)) = element else { return nil }
            if let code = table.texts.code(of: text) { codes.insert(code) }
        }
        return codes
    }
}
