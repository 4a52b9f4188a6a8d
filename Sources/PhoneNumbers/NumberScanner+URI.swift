// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// The `tel:` URI of RFC 3966 (and `callto:`, `sms:` of the same form).
extension NumberScanner {
    mutating func skipScheme() {
        for scheme: StaticString in ["tel:", "callto:", "sms:"] {
            let count = scheme.utf8CodeUnitCount
            guard scheme.withUTF8Buffer({ bytes.prefix(count).elementsEqual($0) }) else { continue }
            isURI = true
            position = count
            while position < bytes.count, bytes[position] == UInt8(ascii: "/") { position += 1 }
        }
    }

    /// The character at the position, its percent escape (RFC 3986, section 2.1) resolved; leaves the position on its end.
    mutating func unescaped() -> UInt8 {
        let byte = bytes[position]
        guard byte == UInt8(ascii: "%"), position + 2 < bytes.count, let high = hex(bytes[position + 1]),
            let low = hex(bytes[position + 2])
        else { return byte }
        let value = high << 4 | low
        // Escaped letters or controls would dodge the folding; no honest number has them.
        guard (0x20..<0x40).contains(value), value != UInt8(ascii: ";") else { return byte }
        position += 2
        return value
    }

    /// Reads the parameters behind a semicolon (RFC 3966, section 3): extension and subaddress refuse the number, a global
    /// context completes a local number, the rest is for others.
    mutating func parameters() -> RejectionReason? {
        var start = position + 1
        position = bytes.count
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
            let parameter = bytes[start..<end]
            if value(of: "ext=", in: parameter) != nil || value(of: "isub=", in: parameter) != nil { return .extension }
            if let context = value(of: "phone-context=", in: parameter), !digits.isInternational,
                context.first == UInt8(ascii: "+")
            {
                var whole = DialledDigits(isInternational: true)
                for byte in context where isDigit(byte) { whole.append(byte) }
                digits.withBytes { for byte in $0 { whole.append(byte) } }
                digits = whole
            }
            start = end + 1
        }
        return nil
    }

    private func value(
        of name: StaticString, in parameter: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>>? {
        let count = name.utf8CodeUnitCount
        guard name.withUTF8Buffer({ parameter.prefix(count).elementsEqual($0) }) else { return nil }
        return parameter.dropFirst(count)
    }

    private func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
