// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan

extension NumberingPlan {
    /// Reads UTF-8 bytes as one phone number.
    ///
    /// International formats (`+`, a `tel:` URI, or exit code `00`) need no region; anything else is read as it would be
    /// dialled in `region`. Everything that libphonenumber reads is read as it does, but for the differences that
    /// docs/numbering-plan.md lists. Allocates nothing.
    @inline(__always)
    package func read(_ text: UnsafeRawBufferPointer, region: Region? = nil) -> Reading {
        let place = region.flatMap { self.place(of: $0) }
        return plain(text, region: place) ?? careful(text, region: place)
    }

    /// Reads text as one phone number.
    package func read(_ text: some StringProtocol, region: Region? = nil) -> Reading {
        var text = String(text)
        return text.withUTF8 { read(UnsafeRawBufferPointer($0), region: region) }
    }

    /// Reads UTF-8 bytes as one phone number; see ``read(_:region:)``.
    package func parse(_ text: UnsafeRawBufferPointer, region: Region? = nil) -> Assessment {
        read(text, region: region).assessment
    }

    /// Reads UTF-8 bytes as one phone number.
    package func parse(_ text: borrowing Span<UInt8>, region: Region? = nil) -> Assessment {
        text.withUnsafeBytes { parse($0, region: region) }
    }

    /// Reads text as one phone number.
    package func parse(_ text: some StringProtocol, region: Region? = nil) -> Assessment {
        var text = String(text)
        return text.withUTF8 { parse(UnsafeRawBufferPointer($0), region: region) }
    }

    /// Judges a number again, for example one that was read back from a file written under another plan.
    package func assess(_ number: PhoneNumber) -> Assessment {
        withDigits(of: number) { digits, scratch in
            var trace = NoTrace()
            return international(digits, region: nil, scratch: scratch, trace: &trace).assessment
        }
    }

    /// Whether the plan has the number in a range in use.
    package func isValid(_ number: PhoneNumber) -> Bool { assess(number) == .valid(number) }

    // MARK: - The short way

    /// Characters of a text that is read the short way.
    private static let plainLength = 32
    /// Blank, plus sign, dash, brackets, dot, slash and the ten digits, as bits of their codes.
    private static let plainCharacters: UInt64 =
        1 << 0x20 | 1 << 0x2B | 1 << 0x2D | 1 << 0x28 | 1 << 0x29 | 1 << 0x2E | 1 << 0x2F | 0x3FF << 0x30

    /// Reads a text of nothing but digits and the usual marks, which is most of all lists; nil if anything needs care.
    @inline(__always)
    private func plain(_ text: UnsafeRawBufferPointer, region: Int?) -> Reading? {
        guard text.count <= Self.plainLength else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 160) { room -> Reading? in
            let digits = room.baseAddress.unsafelyUnwrapped
            var count = 0
            var seen: UInt64 = 0
            var high: UInt8 = 0
            var pluses = 0
            var digitsBeforePlus = 0
            for byte in text {
                let value = byte &- 0x30
                digits[count] = value
                let isPlus = byte == 0x2B ? 1 : 0
                pluses &+= isPlus
                digitsBeforePlus |= count & (0 &- isPlus)
                count &+= value < 10 ? 1 : 0
                seen |= 1 &<< UInt64(byte & 0x3F)
                high |= byte
            }
            guard high < 0x40, seen & ~Self.plainCharacters == 0, count >= 3, pluses <= 1, digitsBeforePlus == 0 else {
                return nil
            }
            // A dot alone may make an amount of the number, and a slash may stand between two.
            if seen & (1 << 0x2E) != 0, Self.hasOneMark(text, among: count + pluses) { return nil }
            if seen & (1 << 0x2F) != 0, count >= 2 * SeveralNumbers.leastDigits { return nil }
            let run = DigitRun(start: UnsafePointer(digits), count: count)
            let scratch = Scratch(digits + 48, capacity: 48)
            var trace = NoTrace()
            if pluses == 1 { return international(run, region: region, scratch: scratch, trace: &trace) }
            if let region {
                let reading = domestic(run, region: region, scratch: scratch, trace: &trace)
                if reading.reason == nil { return reading }
            }
            // What is not valid as dialled may be so in another way.
            return nil
        }
    }

    /// Whether there is at most one character more than those counted, blanks at the ends left out.
    private static func hasOneMark(_ text: UnsafeRawBufferPointer, among counted: Int) -> Bool {
        var blanks = 0
        while blanks < text.count, text[blanks] == 0x20 { blanks += 1 }
        var end = text.count
        while end > blanks, text[end - 1] == 0x20 { end -= 1 }
        return end - blanks <= counted + 1
    }

    // MARK: - The long way

    @inline(never)
    private func careful(_ text: UnsafeRawBufferPointer, region: Int?) -> Reading {
        var trace = NoTrace()
        return careful(text, region: region, trace: &trace)
    }

    func careful<T: ReadingTrace>(_ text: UnsafeRawBufferPointer, region: Int?, trace: inout T) -> Reading {
        let capacity = FoldedText.capacity + 8
        // In three pieces, because what is larger than 1,024 bytes would not lie on the stack: a text that is put together (twice),
        // folded text and digits, two transformed numbers.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * capacity) { together in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * capacity) { folded in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * capacity) { transformed in
                    let room = Room(
                        folded: folded.baseAddress.unsafelyUnwrapped, together: together.baseAddress.unsafelyUnwrapped,
                        digits: folded.baseAddress.unsafelyUnwrapped + capacity,
                        scratch: Scratch(transformed.baseAddress.unsafelyUnwrapped, capacity: capacity))
                    return careful(text, region: region, room: room, trace: &trace)
                }
            }
        }
    }

    /// Where the long way writes.
    private struct Room {
        let folded: UnsafeMutablePointer<UInt8>
        let together: UnsafeMutablePointer<UInt8>
        let digits: UnsafeMutablePointer<UInt8>
        let scratch: Scratch
    }

    @inline(__always)
    private func careful<T: ReadingTrace>(
        _ text: UnsafeRawBufferPointer, region: Int?, room: Room, trace: inout T
    ) -> Reading {
        switch FoldedText.fold(text, into: room.folded) {
        case .refused(let reason): return Reading(reason: reason)
        case .folded(let folded):
            switch NumberText.find(folded, room: room.together) {
            case .refused(let reason): return Reading(reason: reason, notes: folded.notes)
            case .dialled(let dialled):
                let digits = room.digits
                let count = Keypad.dial(dialled.number, into: digits)
                trace.note(
                    .text(
                        String(
                            decoding: UnsafeBufferPointer(start: dialled.number.start, count: dialled.number.count),
                            as: UTF8.self)))
                if let tail = dialled.extension {
                    trace.note(
                        .extension(
                            String(decoding: UnsafeBufferPointer(start: tail.start, count: tail.count), as: UTF8.self)))
                }
                let run = DigitRun(start: UnsafePointer(digits), count: count)
                trace.note(
                    .digits(
                        String(decoding: (0..<count).map { digits[$0] + 0x30 }, as: UTF8.self),
                        hasPlus: dialled.hasPlus))
                return read(run, dialled, region: region, scratch: room.scratch, trace: &trace)
            }
        }
    }

    /// Reads dialled digits, letters among them only where what stands in front of them is no number yet: "+1 415 555 0132 home".
    private func read<T: ReadingTrace>(
        _ digits: DigitRun, _ dialled: NumberText.Dialled, region: Int?, scratch: Scratch, trace: inout T
    ) -> Reading {
        if dialled.notes.contains(.vanityLetters) {
            let inFront = dialled.number.prefix(dialled.number.firstIndex(where: \.isASCIILetter) ?? 0)
            let whole = DigitRun(start: digits.start, count: inFront.count(where: \.isASCIIDigit))
            var quiet = NoTrace()
            let reading = readDigits(whole, dialled, region: region, scratch: scratch, trace: &quiet)
            guard reading.status == .invalid else { return Reading(reason: .letters, notes: dialled.notes) }
        }
        return readDigits(digits, dialled, region: region, scratch: scratch, trace: &trace)
    }

    private func readDigits<T: ReadingTrace>(
        _ digits: DigitRun, _ dialled: NumberText.Dialled, region: Int?, scratch: Scratch, trace: inout T
    ) -> Reading {
        if dialled.hasPlus {
            let reading = international(digits, region: region, scratch: scratch, trace: &trace)
            return named(reading, dialled)
        }
        var reading =
            region.map { domestic(digits, region: $0, scratch: scratch, trace: &trace) } ?? Reading(reason: .noCountry)
        if reading.reason == nil { return named(reading, dialled) }
        var other: Reading?
        if digits.count > 2, digits[0] == 0, digits[1] == 0 {
            other = international(digits.dropping(2), region: nil, scratch: scratch, trace: &trace).noting(.exitCode)
            // Without a region, 00 is read as an exit code and nothing else.
            if region == nil { reading = other ?? reading }
        } else if digits.count >= 13, digits[0] == 0, digits[1] == 1, digits[2] == 1 {
            // 011 is an area code elsewhere (Johannesburg, Turin, Delhi), with at most eight digits behind it.
            other = international(digits.dropping(3), region: nil, scratch: scratch, trace: &trace).noting(.exitCode)
            if region != nil, other?.reason != nil { other = nil }
        } else if dialled.hasBracketedZero {
            other = international(digits, region: nil, scratch: scratch, trace: &trace).noting(.bracketedZero)
        }
        if let other, other.isBetter(than: reading) { return named(other, dialled) }
        if reading.status == .invalid, lostItsPlus(digits, scratch: scratch) {
            // In a region the digits may as well be one too many.
            reading = region == nil ? Reading(reason: .missingPlus) : reading.noting(.validWithPlus)
        }
        return named(reading, dialled)
    }

    /// Whether digits that are no number where they were read are one behind a plus sign.
    private func lostItsPlus(_ digits: DigitRun, scratch: Scratch) -> Bool {
        var trace = NoTrace()
        return digits.count >= 8
            && international(digits, region: nil, scratch: scratch, trace: &trace).reason == nil
    }

    private func named(_ reading: Reading, _ dialled: NumberText.Dialled) -> Reading {
        let isSeveral = reading.status == .invalid && dialled.mayBeSeveral
        return (isSeveral ? Reading(reason: .severalNumbers) : reading).noting(dialled.notes)
    }
}
