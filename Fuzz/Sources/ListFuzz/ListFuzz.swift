// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Lists

/// Reads any bytes as a list under any options, twice, and checks what must hold for every answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzList(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let recipe = Recipe(input) else { return 0 }
    let whole = Outcome(recipe, options: recipe.options(isChunked: false), capacity: 4096)
    let chunked = Outcome(recipe, options: recipe.options(isChunked: true), capacity: recipe.capacity)
    check(whole == chunked, "how much is read at once changes the rows")
    for (index, row) in whole.rows.enumerated() {
        check(row.row == UInt64(index + 1), "a row is left out or counted twice")
    }
    for (first, second) in zip(whole.rows, whole.rows.dropFirst()) { check(first.line < second.line, "lines go back") }
    // A row, a buffer and the doubling of each, whatever the list is.
    let bound = 2 * (2 * recipe.rowLimit + 2 * recipe.bufferSize + 4096)
    check(chunked.readerMemory <= max(bound, 1 << 20), "the reader keeps \(chunked.readerMemory) bytes")
    check(chunked.batchMemory <= 8 << 20, "the batch keeps \(chunked.batchMemory) bytes")
    if let packed = recipe.packed() {
        let unpacked = Outcome(
            recipe, bytes: packed, options: recipe.options(isChunked: true), capacity: recipe.capacity)
        // An empty list and one that is no text are told apart before unpacking.
        check(unpacked.rows == whole.rows, "a packed list has other rows than the same one unpacked")
    }
    return 0
}

/// Stops, which the fuzzer takes for a finding; says which rule was broken.
private func check(_ holds: Bool, _ rule: @autoclosure () -> String) {
    if !holds { fatalError(rule()) }
}
