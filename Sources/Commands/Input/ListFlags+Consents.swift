// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Joining
import Lists

extension ListFlags {
    /// The column of consent states: the one that the map names, else `consent_state` where the list has it.
    ///
    /// Of objects, what the first ones have counts.
    func stateColumn(_ map: ColumnMap, in reader: borrowing ListReader) -> String? {
        if let named = map.consent[.state] { return named }
        let usual = ConsentColumn.state.rawValue
        return reader.layout.columns.contains(usual) ? usual : nil
    }
}
