// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// An explanation of a number in sentences.
package enum ExplanationText {
    /// The whole answer: what the number is, and how that was found.
    package static func text(_ explanation: Explanation, plan: NumberingPlan) -> String {
        let reading = explanation.reading
        var table = TextTable()
        table.add("status", reading.status.rawValue + (reading.reason.map { ": \($0.explanation)" } ?? ""))
        if let number = reading.number {
            let written = plan.written(number)
            table.add("E.164", number.e164)
            table.add("written", "\(written.international); in the country \(written.national)")
        }
        if let facts = explanation.facts {
            table.add(
                "country", facts.country ?? "open: several share the country code, and none has this range in use")
            table.add("type", facts.type.rawValue)
            if let location = facts.location { table.add("location", location) }
            if let carrier = facts.carrier { table.add("carrier", "\(carrier), when the range was given out") }
            if !facts.timezones.isEmpty { table.add("time zones", shortened(facts.timezones)) }
            table.add("SMS", sms(facts.type.smsCapability))
        }
        if let tail = explanation.extension {
            table.add("extension", "\(tail); lists of numbers refuse it: another line answers")
        }
        if !reading.notes.isEmpty { table.add("notes", reading.notes.names.joined(separator: ", ")) }
        table.add("plan", "\(plan.version) of \(plan.date)")
        let steps = steps(explanation).enumerated().map { "  \($0.offset + 1). \($0.element)" }
        return table.text + "\n\nHow it was read:\n" + steps.joined(separator: "\n")
    }

    /// What was done, a sentence each.
    package static func steps(_ explanation: Explanation) -> [String] {
        let reading = explanation.reading
        let mended = ReadingNotes.named.map(\.note).filter {
            reading.notes.contains($0) && $0 != .extension && $0 != .exitCode && $0 != .validWithPlus
        }
        var sentences = mended.map(\.explanation)
        // Nothing is said of a text that is dialled as it was given.
        sentences += explanation.steps.filter { $0 != .text(explanation.input) }.map(sentence)
        if let judgement = explanation.judgement {
            sentences += verdict(judgement, reading)
            if let country = explanation.facts?.country, country != judgement.region {
                sentences.append("Its first digits are those of \(name(country)), which shares the country code.")
            }
        }
        if let reason = reading.reason, reason != .invalidForCountry {
            sentences.append("So it is refused as \(reason.rawValue): \(reason.explanation)")
        }
        if reading.notes.contains(.validWithPlus) { sentences.append(ReadingNotes.validWithPlus.explanation) }
        return sentences
    }

    private static func sentence(_ step: ReadingStep) -> String {
        switch step {
        case .text(let text): "Without what stands around it, the text is \(quoted(text))."
        case .extension(let digits): "The extension \(digits) is taken off."
        case .digits(let digits, true): "A plus sign stands in front of the digits \(digits): a country code follows."
        case .digits(let digits, false): "The digits are \(digits), without a plus sign."
        case .exitCode(let code): "The exit code \(code) is taken off: a country code follows."
        case .countryCode(let code, let region): "The country code is \(code) (\(name(region)))."
        case .national(let digits, let region): "\(digits) is read as dialled in \(region)."
        case .ownCountryCode(let code):
            "The country code \(code) stands in front without a plus sign, and is taken off."
        case .nationalPrefix(let prefix, let left): "The national prefix \(prefix) is taken off; \(left) is left."
        case .transformed(let digits, let result): "A rule of the country makes \(result) of \(digits)."
        case .prefixKept(let prefix): "The prefix \(prefix) stays, because the rest would be no number of the country."
        case .judged(let national, let code, let region):
            "The national number is \(national), of country code \(code) (\(name(region)))."
        }
    }

    private static func verdict(_ judgement: Explanation.Judgement, _ reading: Reading) -> [String] {
        let national = judgement.national
        if let deciding = judgement.decidingPrefix, reading.reason == nil {
            return ["It is valid: numbers that start with \(deciding) are in use and have one type."]
        }
        let lengths = list(judgement.lengths)
        if !judgement.lengths.contains(national.count) {
            return ["It has \(national.count) digits, and national numbers there have \(lengths)."]
        }
        guard judgement.usedPrefix.count < national.count else {
            return ["Valid numbers start so, but with another count of digits."]
        }
        return [
            "Its length is right, but no valid number starts with \(national.prefix(judgement.usedPrefix.count + 1)); "
                + "\(judgement.usedPrefix.isEmpty ? "nothing of it is in use" : "\(judgement.usedPrefix) alone is in use")."
        ]
    }

    private static func name(_ region: String) -> String { region == "001" ? "of no country" : region }

    private static func quoted(_ text: String) -> String { "\"\(TerminalText.cleaned(text))\"" }

    private static func list(_ lengths: [Int]) -> String {
        let names = lengths.map(String.init)
        guard names.count > 1, let last = names.last else { return names.first ?? "none" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func shortened(_ zones: [String]) -> String {
        zones.count <= 4
            ? zones.joined(separator: ", ") : "\(zones.prefix(3).joined(separator: ", ")) and \(zones.count - 3) more"
    }

    private static func sms(_ capability: SMSCapability) -> String {
        switch capability {
        case .yes: "can reach numbers of this type"
        case .likely: "can reach most numbers of this type; the plan does not tell mobile numbers from fixed lines here"
        case .no: "reaches no number of this type"
        case .unknown: "not told by the type"
        }
    }
}
