// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan
import PhoneNumbers

private let small = SmallPlan(countryCodes: [7, 39, 54, 55, 262, 800]).file

private let texts = [
    "+39 06 5550 0123", "0 11 15 5550 0123", "+54 9 11 5550 0123", "8 (800) 555 01 23", "0 15 11 5550 0123",
    "810 39 06 5550 0123", "+800 5550 0123", "+262 262 555 012", "tel:0265550123;phone-context=+55", "1 415 555 01FA",
    "00 7 9 555 012 34", "+1 415 555 0132",
]

/// Reads a damaged plan: either it is refused, or every number can be read by it.
///
/// The input is a whole file if it starts as one, otherwise a list of changes to a small plan: three bytes of offset, one of count
/// (modulo 8), and as many bytes. Size and digest are put right, so that what lies behind them is reached.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlan(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
    var file = input.starts(with: "SYMPLAN".utf8) ? input : changed(input)
    guard file.count >= MemoryLayout<cnp_header>.stride else {
        check((try? NumberingPlan(file: file)) == nil, "a file without header was taken")
        return 0
    }
    PlanFile.seal(&file)
    guard let plan = try? NumberingPlan(file: file) else { return 0 }
    use(plan)
    return 0
}

private func changed(_ input: [UInt8]) -> [UInt8] {
    var file = small
    var rest = input[...]
    while rest.count > 4 {
        let head = Array(rest.prefix(4))
        let offset = (Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])) % file.count
        rest = rest.dropFirst(4)
        let bytes = rest.prefix(Int(head[3] % 8) + 1)
        for (index, byte) in bytes.enumerated() where offset + index < file.count { file[offset + index] = byte }
        rest = rest.dropFirst(bytes.count)
    }
    return file
}

private func use(_ plan: NumberingPlan) {
    _ = (plan.version, plan.date, plan.package, plan.digest, plan.countryCodeCount)
    // Walking the automata for an explanation or a generator takes a hundred times as long as reading: one text and region do.
    var explained = 0
    for code in [nil] + plan.countries.sorted().map(Optional.some) {
        let region = code.flatMap { Region($0, in: plan) }
        for text in texts {
            let reading = plan.read(text, region: region)
            check((reading.number == nil) == (reading.status == .invalid), "a number without status or the reverse")
            guard let number = reading.number else { continue }
            _ = (plan.facts(of: number), plan.assess(number))
            guard explained < 2 else { continue }
            explained += 1
            check(plan.explain(text, region: region).reading == reading, "explained otherwise than read")
        }
    }
    guard let region = plan.countries.min().flatMap({ Region($0, in: plan) }),
        var generator = try? NumberGenerator(plan, region: region, type: nil, seed: 7)
    else { return }
    for _ in 0..<3 { _ = generator.next() }
}

/// Stops, which the fuzzer takes for a finding; says which rule was broken.
private func check(_ holds: Bool, _ rule: @autoclosure () -> String) {
    if !holds { fatalError(rule()) }
}
