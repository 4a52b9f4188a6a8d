// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Hygiene
import Joining
import Lists

/// Reads the column of consent states as `consents import` does, for counting.
struct ConsentStateReader {
    /// The states of the product, in the order of their indices.
    static func states(column: String) -> ConsentStates {
        ConsentStates(
            column: column,
            states: ConsentState.allCases.map { (name: $0.rawValue, grants: $0.grants, refuses: $0.isWithdrawal) })
    }

    private let map: ColumnMap

    /// - Parameter map: says what the list's own words mean.
    init(_ map: ColumnMap) {
        self.map = map
    }

    /// Words that were read; lists have few.
    private var known: [String: UInt8] = [:]
    private static let most = 256

    /// The index of a field's state in `ConsentStates`.
    mutating func index(_ field: UnsafeRawBufferPointer?) -> UInt8 {
        guard let field, !field.isEmpty else { return ConsentStates.none }
        let word = String(decoding: field, as: UTF8.self)
        if let index = known[word] { return index }
        let index = read(word)
        if known.count < Self.most { known[word] = index }
        return index
    }

    private func read(_ word: String) -> UInt8 {
        var fields = ConsentFields()
        fields.state = word
        map.complete(&fields)
        switch fields.stateReading {
        case .absent: return ConsentStates.none
        case .state(let state):
            return ConsentState.allCases.firstIndex(of: state).map { UInt8($0 + 1) } ?? ConsentStates.other
        case .other: return ConsentStates.other
        }
    }
}
