// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers as people read them.
enum Grouped {
    /// Groups digits by thousands: 1,234,567.
    static func text(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + digits + grouped
    }

    /// Bytes in decimal units.
    static func bytes(_ count: Int) -> String {
        if count < 1000 { return "\(count) bytes" }
        if count < 1_000_000 { return "\(tenths(count, 1000)) kB" }
        if count < 1_000_000_000 { return "\(tenths(count, 1_000_000)) MB" }
        return "\(tenths(count, 1_000_000_000)) GB"
    }

    private static func tenths(_ count: Int, _ unit: Int) -> String {
        let tenths = (count * 10 + unit / 2) / unit
        return "\(text(tenths / 10)).\(tenths % 10)"
    }
}
