// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// A table of tokens with linear probing; for each token the set of lists that hold it, as bits, and its row in each.
final class TokenTable {
    /// Bytes of a slot.
    static func slotBytes(lists: Int) -> Int { 16 + 4 * lists + 1 }

    let capacity: Int
    private let lists: Int
    private let memory: PageMemory
    private let tokens: UnsafeMutablePointer<UInt64>
    /// `list × capacity + slot`.
    private let rows: UnsafeMutablePointer<UInt32>
    private let masks: UnsafeMutablePointer<UInt8>
    /// Slots that are taken; kept by ``add(_:from:mixer:share:)`` alone.
    private var taken = 0
    /// The lowest list that holds a token twice, and in it the lowest row that repeats an earlier one.
    private(set) var repetition: DuplicateToken?

    /// - Parameter capacity: slots, a power of two.
    init(capacity: Int, lists: Int) throws(TokenFault) {
        self.capacity = capacity
        self.lists = lists
        memory = try PageMemory(byteCount: capacity * Self.slotBytes(lists: lists))
        tokens = memory.base.assumingMemoryBound(to: UInt64.self)
        rows = (memory.base + capacity * 16).assumingMemoryBound(to: UInt32.self)
        masks = (memory.base + capacity * (16 + 4 * lists)).assumingMemoryBound(to: UInt8.self)
    }

    /// Tokens for which there certainly is room, whatever they are.
    var room: Int { capacity - capacity / 4 }

    /// Forgets all tokens; what was repeated stays known.
    func clear() {
        masks.update(repeating: 0, count: capacity)
        taken = 0
    }

    /// Adds tokens to a table that has room for all.
    func add(_ slice: TokenSlice, mixer: TokenMixer) {
        let (tokens, masks, last) = (tokens, masks, UInt64(capacity - 1))
        let listRows = rows + slice.list * capacity
        let bit = UInt8(1) << UInt8(slice.list)
        for index in 0..<slice.count {
            let (first, second) = (slice.tokens[2 * index], slice.tokens[2 * index + 1])
            var slot = Int(truncatingIfNeeded: mixer.mix(first, second) & last)
            while true {
                let mask = masks[slot]
                if mask == 0 {
                    tokens[2 * slot] = first
                    tokens[2 * slot + 1] = second
                    masks[slot] = bit
                    listRows[slot] = slice.rows[index]
                    break
                }
                if tokens[2 * slot] == first, tokens[2 * slot + 1] == second {
                    if mask & bit == 0 {
                        masks[slot] = mask | bit
                        listRows[slot] = slice.rows[index]
                    } else {
                        note(slice.rows[index], in: slice.list, slot)
                    }
                    break
                }
                slot = (slot + 1) & Int(truncatingIfNeeded: last)
            }
        }
    }

    /// Adds a share's tokens from an index on, until there is no room for another.
    ///
    /// - Returns: the index of the token that had none; the number of tokens where all are there.
    func add(_ slice: TokenSlice, from start: Int, mixer: TokenMixer, share: TokenShare) -> Int {
        let bit = UInt8(1) << UInt8(slice.list)
        for index in start..<slice.count {
            let (first, second) = (slice.tokens[2 * index], slice.tokens[2 * index + 1])
            guard share.holds(first, second) else { continue }
            let slot = place(of: first, second, mixer: mixer)
            let known = rows + slice.list * capacity + slot
            if masks[slot] == 0 {
                guard taken < room else { return index }
                taken += 1
                tokens[2 * slot] = first
                tokens[2 * slot + 1] = second
            }
            if masks[slot] & bit == 0 {
                masks[slot] |= bit
                known.pointee = slice.rows[index]
            } else {
                note(slice.rows[index], in: slice.list, slot)
            }
        }
        return slice.count
    }

    /// Twice as large a table with the same tokens.
    func doubled(mixer: TokenMixer) throws(TokenFault) -> TokenTable {
        let larger = try TokenTable(capacity: capacity * 2, lists: lists)
        larger.taken = taken
        larger.repetition = repetition
        for slot in 0..<capacity where masks[slot] != 0 {
            let place = larger.place(of: tokens[2 * slot], tokens[2 * slot + 1], mixer: mixer)
            larger.tokens[2 * place] = tokens[2 * slot]
            larger.tokens[2 * place + 1] = tokens[2 * slot + 1]
            larger.masks[place] = masks[slot]
            for list in 0..<lists { larger.rows[list * capacity * 2 + place] = rows[list * capacity + slot] }
        }
        return larger
    }

    /// Finds the slots whose set of lists is true, without a branch that depends on them.
    ///
    /// - Parameters:
    ///   - truth: 1 or 0 for each set of lists; 0 for the empty one.
    ///   - found: room for a slot more than the table has.
    /// - Returns: how many there are.
    func members(_ truth: UnsafePointer<UInt8>, into found: UnsafeMutablePointer<UInt32>) -> Int {
        var next = 0
        for slot in 0..<capacity {
            found[next] = UInt32(truncatingIfNeeded: slot)
            next &+= Int(truth[Int(masks[slot])])
        }
        return next
    }

    /// The rows of a list by slots; of those that do not hold the list something else.
    func rows(of list: Int) -> UnsafePointer<UInt32> { UnsafePointer(rows + list * capacity) }

    private func place(of first: UInt64, _ second: UInt64, mixer: TokenMixer) -> Int {
        let last = UInt64(capacity - 1)
        var slot = Int(truncatingIfNeeded: mixer.mix(first, second) & last)
        while masks[slot] != 0, tokens[2 * slot] != first || tokens[2 * slot + 1] != second {
            slot = (slot + 1) & Int(truncatingIfNeeded: last)
        }
        return slot
    }

    /// Records a token's second row; its lowest row so far is kept, so that in any order of rows the second lowest comes up.
    @inline(never)
    private func note(_ row: UInt32, in list: Int, _ slot: Int) {
        let known = rows + list * capacity + slot
        let second = DuplicateToken(list: list, row: Int(max(known.pointee, row)))
        known.pointee = min(known.pointee, row)
        if let first = repetition, (first.list, first.row) <= (second.list, second.row) { return }
        repetition = second
    }
}
