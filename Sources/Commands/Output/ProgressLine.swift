// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One line at the foot of a terminal: what, how much of how much, the rate, and the time left.
///
/// It shows itself after two seconds and at most five times a second; without a terminal it writes nothing.
final class ProgressLine {
    private let isShown: Bool
    private let clock = ContinuousClock()
    private var what = ""
    private var started: ContinuousClock.Instant
    private var drawn: ContinuousClock.Instant?
    private var base = 0

    init(isShown: Bool = StandardError.isTerminal) {
        self.isShown = isShown
        started = ContinuousClock.now
    }

    /// Draws the line where it is time to; `total` nil where it is not known.
    func update(_ what: String, done: Int, total: Int?) {
        guard isShown else { return }
        let now = clock.now
        if what != self.what {
            clear()
            self.what = what
            started = now
            base = done
        }
        guard started.duration(to: now) > .seconds(2), drawn.map({ $0.duration(to: now) > .milliseconds(200) }) ?? true
        else { return }
        drawn = now
        let seconds = Double(started.duration(to: now) / .milliseconds(1)) / 1000
        let text = Self.text(what, done: done, total: total, rate: Double(done - base) / seconds)
        StandardError.write("\r\u{1B}[2K\(text)")
    }

    /// Removes the line, before anything else is written.
    func clear() {
        guard isShown, drawn != nil else { return }
        StandardError.write("\r\u{1B}[2K")
        drawn = nil
    }

    /// The line's text; `rate` in rows a second.
    static func text(_ what: String, done: Int, total: Int?, rate: Double) -> String {
        var parts = [what]
        if let total, total > 0 {
            parts.append("\(Grouped.text(done)) of \(Grouped.text(total)) (\(done * 100 / total) %)")
        } else {
            parts.append(Grouped.text(done))
        }
        if rate >= 1 {
            parts.append("\(Grouped.text(Int(rate)))/s")
            if let total, total > done { parts.append("\(timeText(Double(total - done) / rate)) left") }
        }
        return parts.joined(separator: "  ")
    }

    private static func timeText(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
