// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What a text dials once everything else is taken away, or why it dials nothing.
enum NumberText {
    case dialled(Dialled)
    case refused(RejectionReason)

    struct Dialled {
        /// ASCII digits and letters, punctuation; plus signs in front at most.
        let number: Characters
        let hasPlus: Bool
        let `extension`: Characters?
        let notes: ReadingNotes
        /// Whether a zero in brackets behind one to three digits, and no plus sign, tell of a country code.
        let hasBracketedZero: Bool
        /// Whether more than one number may stand in the text.
        let mayBeSeveral: Bool
    }

    /// Finds the number in a folded text, as libphonenumber does (`BuildNationalNumberForParsing`, `MaybeStripExtension`),
    /// after the cases that are told apart from it (docs/numbering-plan.md, "Where it differs").
    ///
    /// - Parameter room: bytes for a text that has to be put together, as many as the folded one has.
    static func find(_ folded: FoldedText, room: UnsafeMutablePointer<UInt8>) -> NumberText {
        var notes = folded.notes
        let trimmed = FieldTrimmer.trim(Characters(start: folded.bytes, count: folded.count))
        var field = trimmed.field
        if trimmed.hadMarks { notes.insert(.spreadsheetText) }
        guard field.count > 0 else { return .refused(.empty) }
        if let reason = SpreadsheetAmount.refusal(of: field) { return .refused(reason) }
        if SpreadsheetAmount.hasHarmlessFraction(field) {
            field.count -= 2
            notes.insert(.spreadsheetFraction)
        }
        if field[0] == UInt8(ascii: "*") || field[0] == UInt8(ascii: "#"),
            field.contains(where: \.isASCIIDigit)
        {
            return .refused(.serviceCode)
        }
        var isURI = false
        if let uri = TelephoneURI(field) {
            isURI = true
            field = uri.rewritten(into: room, notes: &notes)
        } else if SeveralNumbers.areSeparated(field) {
            return .refused(.severalNumbers)
        }
        guard let national = nationalText(field, isURI: isURI, room: room, notes: &notes) else {
            return .refused(.notANumber)
        }
        return dialled(national, in: field, notes: notes)
    }

    /// The part of a field that may be a number; nil if the context of a URI is none.
    private static func nationalText(
        _ field: Characters, isURI: Bool, room: UnsafeMutablePointer<UInt8>, notes: inout ReadingNotes
    ) -> Characters? {
        var national: Characters
        if let at = field.firstIndex(of: ";phone-context=") {
            guard let whole = PhoneContext.complete(field, at: at, isURI: isURI, room: room) else { return nil }
            // A label in front of such a number is passed over, which the library does not do.
            if notes.contains(.label) || notes.contains(.invisibleCharacters) { notes.insert(.uriParts) }
            national = whole
        } else {
            let possible = PossibleNumber.extract(from: field)
            if !isURI, let start = possible.label, field.prefix(start).contains(where: { !isMark($0) }) {
                notes.insert(.label)
            }
            national = possible.text
        }
        if let at = national.firstIndex(of: ";isub="), at > 0 { national.count = at }
        return PossibleNumber.droppingExitCodeInFrontOfPlus(national, notes: &notes)
    }

    /// Blank, brackets, dash, dot and slash: in front of a number they are no label, and the short way passes over them too.
    private static func isMark(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x28...0x29).contains(byte) || (0x2D...0x2F).contains(byte)
    }

    private static func dialled(_ national: Characters, in field: Characters, notes: ReadingNotes) -> NumberText {
        guard Viability.isViable(national) else { return .refused(reasonOfNoNumber(field)) }
        var notes = notes
        var number = national
        var `extension`: Characters?
        if let finder = ExtensionFinder(national), let start = finder.firstStart,
            Viability.isViable(national.prefix(start))
        {
            number.count = start
            `extension` = national.dropping(finder.digits.lowerBound).prefix(finder.digits.count)
            notes.insert(.extension)
        }
        switch Keypad.use(of: number) {
        case .none: break
        case .vanity: notes.insert(.vanityLetters)
        case .dropped: notes.insert(.lettersDropped)
        case .refused: return .refused(SeveralNumbers.mayBe(field) ? .severalNumbers : .letters)
        }
        let hasPlus = number[0] == UInt8(ascii: "+")
        return .dialled(
            Dialled(
                number: number, hasPlus: hasPlus, extension: `extension`, notes: notes,
                hasBracketedZero: !hasPlus && PossibleNumber.hasBracketedZero(number),
                mayBeSeveral: SeveralNumbers.mayBe(field)))
    }

    private static func reasonOfNoNumber(_ field: Characters) -> RejectionReason {
        guard field.contains(where: \.isASCIIDigit) else { return .notANumber }
        if SeveralNumbers.mayBe(field) { return .severalNumbers }
        if !field.contains(where: { $0 != UInt8(ascii: "+") && !$0.isASCIIDigit && !Viability.isPunctuation($0) }),
            field.count(where: \.isASCIIDigit) < 3
        {
            return .tooShort
        }
        let hasLetters = field.contains {
            $0.isASCIILetter || $0 == FoldedText.word || $0 >= FoldedText.de && $0 < 0x20
        }
        return hasLetters ? .letters : .notANumber
    }
}
