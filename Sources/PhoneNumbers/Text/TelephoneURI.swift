// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A `tel:` URI (RFC 3966), or `callto:` and `sms:` of the same form.
struct TelephoneURI {
    private let subscriber: Characters
    private let parameters: Characters
    /// Whether it starts with `tel:` and the number.
    private let isPlain: Bool

    init?(_ field: Characters) {
        let schemes: [StaticString] = ["tel:", "callto:", "sms:"]
        guard let scheme = schemes.first(where: { field.holds($0, at: 0, ignoringCase: true) }) else { return nil }
        isPlain =
            field.holds("tel:", at: 0) && !field.holds("/", at: 4)
            && !field.contains { $0 == UInt8(ascii: "?") }
        var rest = field.dropping(scheme.utf8CodeUnitCount)
        while rest.count > 0, rest[0] == UInt8(ascii: "/") { rest = rest.dropping(1) }
        // "Tel: 415 …" is a label in front of a number.
        guard rest.count > 0, rest[0] != 0x20, rest[0] != FoldedText.fixedBlank else { return nil }
        // What to write to the number (RFC 5724) is no part of it.
        if let query = rest.firstIndex(where: { $0 == UInt8(ascii: "?") }) { rest.count = query }
        let end = rest.firstIndex { $0 == UInt8(ascii: ";") } ?? rest.count
        subscriber = rest.prefix(end)
        parameters = rest.dropping(end)
    }

    /// The number with its extension and context, escapes resolved, other parameters left out.
    func rewritten(into room: UnsafeMutablePointer<UInt8>, notes: inout ReadingNotes) -> Characters {
        var target = Characters(start: room, count: 0)
        append(subscriber, to: &target, notes: &notes)
        var context: Characters?
        var start = 0
        while start < parameters.count {
            var end = start + 1
            while end < parameters.count, parameters[end] != UInt8(ascii: ";") { end += 1 }
            let parameter = parameters.dropping(start).prefix(end - start)
            if parameter.holds(";phone-context=", at: 0) {
                context = context ?? parameter
            } else if parameter.holds(";ext=", at: 0) || parameter.holds(";isub=", at: 0) || isDialled(parameter) {
                append(parameter, to: &target, notes: &notes)
            }
            start = end
        }
        if let context { append(context, to: &target, notes: &notes) }
        if !isPlain || target.count < subscriber.count + parameters.count { notes.insert(.uriParts) }
        return target
    }

    /// Whether a parameter is none of RFC 3966 but digits to be dialled behind a pause, as in `;123#`.
    private func isDialled(_ parameter: Characters) -> Bool {
        !parameter.dropping(1).contains { !$0.isASCIIDigit && !Viability.isPunctuation($0) && $0 != UInt8(ascii: "#") }
    }

    private func append(_ part: Characters, to target: inout Characters, notes: inout ReadingNotes) {
        var position = 0
        while position < part.count {
            var byte = part[position]
            if byte == UInt8(ascii: "%"), position + 2 < part.count, let high = hex(part[position + 1]),
                let low = hex(part[position + 2]), (0x20..<0x40).contains(high << 4 | low),
                high << 4 | low != UInt8(ascii: ";")
            {
                // Escaped letters or controls would dodge the folding; no honest number has them.
                byte = high << 4 | low
                position += 2
            }
            target.start[target.count] = byte
            target.count += 1
            position += 1
        }
    }

    private func hex(_ byte: UInt8) -> UInt8? {
        if byte.isASCIIDigit { return byte - 0x30 }
        let lower = byte | 0x20
        return (0x61...0x66).contains(lower) ? lower - 0x61 + 10 : nil
    }
}
