// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Regions whose rules differ in kind: shared codes, kept zeros, transform rules, carriers, an exit code of another form, none.
private let regions: [Region?] =
    [nil] + ["US", "GB", "IT", "AR", "BR", "MX", "RU", "AU", "FI", "SM"].map { Region($0) }

/// Reads any bytes as a phone number in every one of the regions and checks what must hold for every answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNumber(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let plan = NumberingPlan()
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    for region in regions {
        let reading = plan.read(bytes, region: region)
        let place = "in \(region?.code ?? "no region")"
        check(reading.assessment == plan.parse(bytes, region: region), "two readings differ \(place)")
        check(
            (reading.number == nil) == (reading.status == .invalid), "a number without status or the reverse \(place)")
        check((reading.status == .valid) == (reading.reason == nil), "a status against its reason \(place)")
        if let number = reading.number { check(number, reading, plan, place) }
        // The long way, with a listener: it takes text, so only what is text can be compared.
        let text = String(decoding: bytes, as: UTF8.self)
        let explanation = plan.explain(text, region: region)
        if text.utf8.elementsEqual(bytes) {
            check(explanation.reading == reading, "the short way and the explained one differ \(place)")
        }
    }
    return 0
}

private func check(_ number: PhoneNumber, _ reading: Reading, _ plan: NumberingPlan, _ place: String) {
    let text = number.e164
    check((8...16).contains(text.utf8.count) && text.hasPrefix("+"), "no E.164 form \(place)")
    let again = plan.read(text)
    // Only what is valid is sure to be its own canonical form: docs/numbering-plan.md, "possible".
    if reading.status == .valid {
        check(again.number == number && again.status == .valid, "E.164 reads as another number \(place)")
    }
    check(plan.assess(number) == again.assessment, "assessed otherwise than read \(place)")
    let facts = plan.facts(of: number)
    if again.number == number {
        check((facts.type == .unknown) == (again.status != .valid), "a type against the status \(place)")
    }
    check(facts.timezones == facts.timezones.sorted(), "zones out of order \(place)")
}

/// Stops, which the fuzzer takes for a finding; says which rule was broken.
private func check(_ holds: Bool, _ rule: @autoclosure () -> String) {
    if !holds { fatalError(rule()) }
}
