// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Joining
import Lists

extension ListFlags {
    /// The column of consent states: the one that the map names, else `consent_state` where the list has it.
    ///
    /// Objects may have the key later than in their first rows.
    func stateColumn(_ map: ColumnMap, in reader: borrowing ListReader) -> String? {
        if let named = map.consent[.state] { return named }
        let usual = ConsentColumn.state.rawValue
        return reader.layout.format != .text && reader.hasColumn(usual) ? usual : nil
    }
}
