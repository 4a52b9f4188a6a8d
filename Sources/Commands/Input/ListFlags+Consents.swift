// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Joining
import Lists

extension ListFlags {
    /// What a column map says, where one is named; else an empty one.
    func columnMap() throws -> ColumnMap {
        guard let columns else { return ColumnMap() }
        return try ColumnMap(yaml: InputFile.read(columns, limit: 256 << 10), file: columns)
    }

    /// What `ListReader` is told, the map's column of the number among it.
    func options(_ map: ColumnMap) throws -> ListOptions {
        var options = try options()
        if options.numberColumn == nil { options.numberColumn = map.number.map(ColumnChoice.name) }
        return options
    }

    /// The column of consent states: the one that the map names, else `consent_state` where the list has it.
    ///
    /// Objects may have the key later than in their first rows.
    func stateColumn(_ map: ColumnMap, in reader: borrowing ListReader) -> String? {
        if let named = map.consent[.state] { return named }
        let usual = ConsentColumn.state.rawValue
        return reader.layout.format != .text && reader.hasColumn(usual) ? usual : nil
    }
}
