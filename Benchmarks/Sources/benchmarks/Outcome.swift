// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A benchmark's figures; the first measurement is Symbolon's.
struct Outcome {
    let name: String
    let inputs: Int
    let measurements: [Measurement]
    /// Whether they did the same work, so that their ratio tells something.
    var isContest = true
    /// What is said beside the figures, as how often the sides disagree.
    let remarks: [(key: String, value: String)]

    /// How many times as long the median round of another side takes as Symbolon's.
    func ratio(to measurement: Measurement) -> Double? {
        guard isContest, let own = measurements.first, own.median > 0, measurement.name != own.name else { return nil }
        return measurement.median / own.median
    }

    var text: String {
        var lines = ["\(name): \(inputs) inputs"]
        for measurement in measurements {
            var line = "  " + measurement.name.padded(to: 44)
            line +=
                "min \(measurement.minimum.text(1).padded(to: 10))median \(measurement.median.text(1).padded(to: 10))"
            line += "max \(measurement.maximum.text(1).padded(to: 10))ns"
            if let processors = measurement.processors { line += "  processors \(processors.text(1)) ns" }
            if let allocations = measurement.allocations { line += "  allocations \(allocations.text(4))" }
            if let ratio = ratio(to: measurement) { line += "  ratio \(ratio.text(1))" }
            lines.append(line)
        }
        for remark in remarks { lines.append("  \(remark.key): \(remark.value)") }
        return lines.joined(separator: "\n")
    }

    /// One line of JSON.
    var json: String {
        let sides = measurements.map { measurement in
            var members = [
                #""name":"\#(measurement.name)""#, #""min_ns":\#(measurement.minimum.text(2))"#,
                #""median_ns":\#(measurement.median.text(2))"#, #""max_ns":\#(measurement.maximum.text(2))"#,
            ]
            if let processors = measurement.processors { members.append(#""processors_ns":\#(processors.text(2))"#) }
            if let allocations = measurement.allocations { members.append(#""allocations":\#(allocations.text(6))"#) }
            if let ratio = ratio(to: measurement) { members.append(#""ratio":\#(ratio.text(2))"#) }
            return "{" + members.joined(separator: ",") + "}"
        }
        let said = remarks.map { #""\#($0.key)":"\#($0.value)""# }
        return #"{"benchmark":"\#(name)","inputs":\#(inputs),"sides":[\#(sides.joined(separator: ","))],"#
            + #""remarks":{\#(said.joined(separator: ","))}}"#
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

extension Double {
    /// The value with a number of decimals, rounded.
    fileprivate func text(_ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { value, _ in value * 10 }
        let scaled = Int((self * scale).rounded())
        let whole = String(scaled / Int(scale))
        guard decimals > 0 else { return whole }
        let fraction = String(scaled % Int(scale))
        return whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
