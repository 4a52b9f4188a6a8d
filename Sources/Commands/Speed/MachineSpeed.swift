// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation
import Matching
import PhoneNumbers
package import Ristretto
import Signing

/// Microseconds that one core of this machine takes for an element.
package struct MachineSpeed: Sendable {
    package let lanes: String
    /// Hash a number to the group, and multiply by a key.
    package let blind: Double
    /// Decode an element, multiply it by a key, encode it: one turn of a ring.
    package let reblind: Double
    /// The same by libsodium, a row at a time.
    package let libsodiumBlind: Double
    package let libsodiumReblind: Double
    /// Read and judge a number.
    package let numbersCheck: Double
    /// Compare a token of two lists with all others.
    package let match: Double

    /// Measures; takes some seconds.
    package static func measured(on lanes: Lanes) throws -> MachineSpeed {
        let elements = try SampleElements()
        let texts = (0..<100).map { index in Array("+1 (201) 555-01\(index / 10)\(index % 10)".utf8) }
        let plan = NumberingPlan()
        let lists = TokenSample.lists
        return MachineSpeed(
            lanes: lanes.rawValue,
            blind: try Stopwatch.microseconds(each: SampleElements.count) { try elements.blind(on: lanes) },
            reblind: try Stopwatch.microseconds(each: SampleElements.count) { try elements.multiply(on: lanes) },
            libsodiumBlind: try Stopwatch.microseconds(each: SampleElements.count) {
                try elements.blind(on: .portable)
            },
            libsodiumReblind: try Stopwatch.microseconds(each: SampleElements.count) {
                try elements.multiply(on: .portable)
            },
            numbersCheck: Stopwatch.microseconds(each: 100 * texts.count) {
                for _ in 0..<100 {
                    for text in texts { text.withUnsafeBytes { _ = plan.read($0, region: nil) } }
                }
            },
            match: try Stopwatch.microseconds(each: TokenSample.count) {
                _ = try TokenMatcher.match(lists: lists, truthTable: [false, false, false, true], positionsOf: [0])
            })
    }

    /// One JSON object, its keys in order; canonical JSON has no fractions.
    package func json(rows: Int, cores: Int) -> String {
        let cpu = String(decoding: JSONValue.string(Self.cpu).canonicalBytes, as: UTF8.self)
        return "{\"cores\":\(cores),\"cpu\":\(cpu),\"lanes\":\"\(lanes)\",\"microsecondsPerElement\":{"
            + "\"blind\":\(Self.decimal(blind, places: 4)),"
            + "\"libsodiumBlind\":\(Self.decimal(libsodiumBlind, places: 4)),"
            + "\"libsodiumReblind\":\(Self.decimal(libsodiumReblind, places: 4)),"
            + "\"match\":\(Self.decimal(match, places: 4)),"
            + "\"numbersCheck\":\(Self.decimal(numbersCheck, places: 4)),"
            + "\"reblind\":\(Self.decimal(reblind, places: 4))},\"rows\":\(rows),\"secondsForList\":{"
            + "\"blind\":\(Self.decimal(seconds(blind, rows, cores), places: 3)),"
            + "\"reblind\":\(Self.decimal(seconds(reblind, rows, cores), places: 3))}}"
    }

    package func text(rows: Int, cores: Int) -> String {
        var table = TextTable(
            ["ON ONE CORE", "HERE", "LIBSODIUM", "RATIO", "ROWS A SECOND"], flushRight: [1, 2, 3, 4])
        func add(_ name: String, _ here: Double, _ libsodium: Double?) {
            table.add(
                name, Self.microseconds(here), libsodium.map(Self.microseconds) ?? "",
                libsodium.map { Self.decimal($0 / here, places: 1) } ?? "", Grouped.text(Int(1e6 / here)))
        }
        add("blind a number", blind, libsodiumBlind)
        add("blind an element again", reblind, libsodiumReblind)
        add("read and judge a number", numbersCheck, nil)
        add("match a token", match, nil)
        return """
            \(Self.cpu), \(cores) core\(cores == 1 ? "" : "s"), lanes: \(lanes)

            \(table.text)

            A list of \(Grouped.text(rows)) rows on \(cores == 1 ? "this core" : "all cores"): blinding about \
            \(Self.duration(seconds(blind, rows, cores))), each turn on such a list of another party about \
            \(Self.duration(seconds(reblind, rows, cores))).
            """
    }

    private func seconds(_ microseconds: Double, _ rows: Int, _ cores: Int) -> Double {
        microseconds * Double(rows) / Double(cores) / 1e6
    }

    /// The processor's name as Linux tells it.
    private static var cpu: String {
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = information.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
        return TerminalText.cleaned(name ?? "a processor without a name")
    }

    private static func microseconds(_ value: Double) -> String { decimal(value, places: value < 1 ? 3 : 2) + " µs" }

    private static func decimal(_ value: Double, places: Int) -> String {
        String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    private static func duration(_ seconds: Double) -> String {
        if seconds < 120 { return decimal(seconds, places: 1) + " s" }
        if seconds < 7200 { return decimal(seconds / 60, places: 0) + " min" }
        return decimal(seconds / 3600, places: 1) + " h"
    }
}
