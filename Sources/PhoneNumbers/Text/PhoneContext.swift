// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The context that completes a local number of a `tel:` URI (RFC 3966, section 5.1.5).
enum PhoneContext {
    /// Puts a global context in front of the number; nil if the context is neither global digits nor a domain name.
    ///
    /// - Parameter isURI: whether the scheme was taken off already.
    static func complete(
        _ field: Characters, at place: Int, isURI: Bool, room: UnsafeMutablePointer<UInt8>
    ) -> Characters? {
        let start = place + 15
        var end = start
        while end < field.count, field[end] != UInt8(ascii: ";") { end += 1 }
        let context = field.dropping(start).prefix(end - start)
        guard isGlobal(context) || isDomain(context) else { return nil }
        let first = isURI ? 0 : field.firstIndex(of: "tel:").map { $0 + 4 } ?? 0
        // The scheme behind the context: a text of no sense, and of no number.
        guard first <= place else { return field.prefix(0) }
        // Behind the bytes that the field may lie in already.
        let target = room + FoldedText.capacity
        var count = 0
        if context[0] == UInt8(ascii: "+") {
            for position in 0..<context.count {
                target[count] = context[position]
                count += 1
            }
        }
        for position in first..<place {
            target[count] = field[position]
            count += 1
        }
        return Characters(start: target, count: count)
    }

    private static func isGlobal(_ context: Characters) -> Bool {
        guard context.count > 0, context[0] == UInt8(ascii: "+") else { return false }
        let rest = context.dropping(1)
        return rest.contains(where: \.isASCIIDigit)
            && !rest.contains { !$0.isASCIIDigit && $0 != 0x2D && $0 != 0x2E && $0 != 0x28 && $0 != 0x29 }
    }

    /// Labels of letters, digits and inner dashes between dots, the last one starting with a letter; a dot may follow.
    private static func isDomain(_ context: Characters) -> Bool {
        var name = context
        if name.count > 0, name[name.count - 1] == UInt8(ascii: ".") { name.count -= 1 }
        var start = 0
        var last = 0
        for position in 0...name.count where position == name.count || name[position] == UInt8(ascii: ".") {
            guard position > start, isAlphanumeric(name[start]), isAlphanumeric(name[position - 1]) else {
                return false
            }
            last = start
            start = position + 1
        }
        return name[last].isASCIILetter && !name.contains { !isAlphanumeric($0) && $0 != 0x2D && $0 != 0x2E }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { byte.isASCIIDigit || byte.isASCIILetter }
}
