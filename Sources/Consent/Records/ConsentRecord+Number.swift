// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Vocabulary

extension ConsentRecord {
    /// The fields that people write, by their paths.
    var freeTexts: [(path: String, text: String)] {
        [("sender", sender), ("notice", notice ?? ""), ("evidence", evidence ?? "")]
    }

    /// True where a text field holds the number that the record belongs to, given by its E.164 digits, or any number in
    /// international form: the coordinator, which knows no number, would refuse the page for it.
    package func holdsNumber(_ digits: UInt64) -> Bool {
        if freeTexts.contains(where: { InternationalForm.isFound(in: $0.text) }) { return true }
        let trace = NumberTrace(digits: digits)
        return numberTexts.contains { trace.isFound(in: $0) }
    }

    /// False where no number whatever is held: no text has the digits for one.
    var mayHoldNumber: Bool {
        freeTexts.contains { InternationalForm.isFound(in: $0.text) }
            || numberTexts.contains(where: NumberTrace.mayBeFound)
    }

    /// The texts that may not hold the number.
    private var numberTexts: [String] { [sender, purpose.term] + [method, notice, evidence].compactMap(\.self) }
}

extension AttributeValue {
    /// True where a text has the form of an international number.
    var hasInternationalForm: Bool {
        switch self {
        case .string(let text): InternationalForm.isFound(in: text)
        case .strings(let texts): texts.contains(where: InternationalForm.isFound)
        case .integer, .boolean: false
        }
    }

    /// True where the value holds the number; an integer too can be one.
    package func holds(_ trace: NumberTrace) -> Bool {
        switch self {
        case .string(let text): trace.isFound(in: text)
        case .strings(let texts): texts.contains(where: trace.isFound)
        case .integer(let number): trace.isFound(in: String(number))
        case .boolean: false
        }
    }
}

extension [String: AttributeValue] {
    /// The name of the first attribute, in the order of names, whose value holds the number, or any in international form;
    /// nil where none does.
    package func nameHoldingNumber(_ digits: UInt64) -> String? {
        let trace = NumberTrace(digits: digits)
        return filter { $0.value.hasInternationalForm || $0.value.holds(trace) }.keys.min()
    }
}
