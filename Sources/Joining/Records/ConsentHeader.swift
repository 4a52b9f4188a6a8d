// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Consent
import Lists

/// The consent columns of a list (protocol/v1/consent.md §1): which are there, and which are not.
///
/// A column under a name that nobody looks for would have every row refused, or a withdrawal overlooked.
struct ConsentHeader {
    /// The columns that the list has, or that the map says it has.
    let columns: [ConsentColumn]
    /// Columns that a row needs, that the list lacks, and for which no constant stands; none where nothing is said of consents.
    let missing: [ConsentColumn]
    /// Columns that nobody looks for: one of them may have been meant.
    private let candidates: [String]
    private let layout: ListLayout
    private let name: String

    private static let prefix = "consent"

    /// - Parameters:
    ///   - name: the list's, for errors.
    ///   - others: columns that are called so and hold something else.
    /// - Throws: `ListError` where the list has a column `consent_…` that is none of them.
    init(
        of reader: borrowing ListReader, name: String, map: ColumnMap, others: [String] = []
    ) throws(ListError) {
        layout = reader.layout
        self.name = name
        var columns: [ConsentColumn] = []
        for column in ConsentColumn.allCases
        where map.consent[column] != nil || reader.hasColumn(map.name(of: column)) { columns.append(column) }
        self.columns = columns
        for column in columns where map.consent[column] == nil {
            let twins = reader.layout.columns.filter { ListLayout.isSameName($0, column.rawValue) }
            guard twins.count < 2 else {
                throw ListError(
                    .badData,
                    "\(name): \(twins.map(reader.layout.shown).joined(separator: " and ")) may both be \(column.rawValue); "
                        + "rename one of them, or name the right one in --columns MAP.yaml.")
            }
        }
        let isSilent = columns.isEmpty && map.constants.isEmpty
        missing =
            isSilent
            ? []
            : ConsentColumn.allCases.filter {
                $0 != .expiresAt && !columns.contains($0) && map.constants[$0] == nil
            }
        let known =
            ConsentColumn.allCases.flatMap { [$0.rawValue, map.name(of: $0)] } + others
            + map.numbers
        candidates = layout.columns.filter { column in !known.contains { ListLayout.isSameName($0, column) } }
        if let unknown = candidates.first(where: Self.isConsent) { throw unknownColumn(unknown) }
    }

    /// Refuses a list that lacks a column which every row needs.
    ///
    /// - Parameter needed: those to look for.
    func check(_ needed: [ConsentColumn] = ConsentColumn.allCases) throws(ListError) {
        let missing = missing.filter(needed.contains)
        guard let first = missing.first else { return }
        let near = ListLayout.nearName(to: first.rawValue, among: candidates)
        let question = near.map { "; did you mean \(layout.shown($0))?" } ?? ";"
        throw ListError(
            .badData,
            "\(name): \(Self.text(of: missing))\(question) add \(missing.count == 1 ? "it" : "them"), or say in --columns MAP.yaml what stands for it."
        )
    }

    /// What is missing, as a clause for messages.
    static func text(of missing: [ConsentColumn]) -> String {
        let names = missing.map(\.rawValue)
        return names.count == 1
            ? "there is no column \(names[0])" : "there are no columns \(names.joined(separator: ", "))"
    }

    private func unknownColumn(_ column: String) -> ListError {
        let names = ConsentColumn.allCases.map(\.rawValue)
        let word = String(column.dropFirst(Self.prefix.count))
        let near = ListLayout.nearName(to: word, among: names.map { String($0.dropFirst(Self.prefix.count)) })
            .map { Self.prefix + $0 }
        return ListError(
            .badData,
            "\(name): \(layout.shown(column)) is no column of consents; "
                + (near.map { "did you mean \($0)?" } ?? "they are \(names.joined(separator: ", ")).")
                + " Rename it, or name it in --columns MAP.yaml.")
    }

    /// Whether a column is called as those of consents are: `consent`, then a mark, a blank or a capital, and a word.
    private static func isConsent(_ column: String) -> Bool {
        guard column.lowercased().hasPrefix(prefix) else { return false }
        let rest = column.dropFirst(prefix.count)
        return rest.first.map { !$0.isLetter && !$0.isNumber || $0.isUppercase } ?? false
    }
}
