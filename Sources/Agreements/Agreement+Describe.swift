// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension Agreement {
    /// More true cells than these are counted, not listed.
    private static let shownCells = 16

    /// Plain text for people who are about to sign: who takes part, what matches, who learns what, and the rules.
    package func describe() -> String {
        [
            headline, "Parties, in ring order\n" + partyTable, "What matches\n" + matchText,
            "Who learns what\n" + learningText, "What members may be contacted for\n" + contactText,
            "What is held back\n" + disclosureText, "How it runs\n" + operationText,
        ].joined(separator: "\n\n") + "\n"
    }

    private var headline: String {
        """
        Agreement \(name)
          identifier   \(id)
          valid        from \(validity.from) until \(validity.until)
          assurance    \(assurance.rawValue): neither the coordinator nor one party alone can look a number up
          coordinator  \(coordinator.name)  \(coordinator.key.fingerprint)
        """
    }

    private var partyTable: String {
        let names = Self.padded(parties.map(\.id.name))
        let roles = Self.padded(parties.map(\.role.rawValue))
        let caps = Self.padded(parties.map { "at most \(Self.grouped($0.cap)) rows" })
        return parties.indices.map { "  \(names[$0])  \(roles[$0])  \(caps[$0])  \(parties[$0].key.fingerprint)" }
            .joined(separator: "\n")
    }

    private var matchText: String {
        let shown = match.trueCells.prefix(Self.shownCells).map { mask in
            let holders = match.parties(in: mask)
            let others = partyIDs.filter { !holders.contains($0) }
            let rest = others.isEmpty ? "" : ", and not in that of \(Self.list(others.map(\.name), "or"))"
            return "    numbers in the lists of \(Self.list(holders.map(\.name), "and"))\(rest)"
        }
        let count = match.trueCells.count
        let more = count > shown.count ? ["    and \(count - shown.count) cells more"] : []
        return "  \(match)\n  which is true in \(count) of \(match.truthTable.count) cells:\n"
            + (shown + more).joined(separator: "\n")
    }

    private var learningText: String {
        let lines = parties.map { party in
            let grant = grant(of: party.id)
            let attributes = grant?.attributes.map { "\($0.name) (\($0.type.rawValue))" } ?? []
            let told =
                recordSenders.isEmpty
                ? "may tell \(Self.list(attributes, "and")), though nothing is sent: no brand learns its matched rows"
                : "sends the coordinator \(Self.list(attributes, "and")) of its matched rows"
            return switch (party.entitled, grant != nil) {
            case (true, true): "  \(party.id) learns which of its rows matched, because it is entitled to, and \(told)."
            case (true, false): "  \(party.id) learns which of its rows matched, because it is entitled to."
            case (false, true): "  \(party.id) learns which of its rows matched, because it \(told)."
            case (false, false): "  \(party.id) learns counts only, rounded down to 50."
            }
        }
        return """
            \((lines + memberLines).joined(separator: "\n"))
              Every party learns the size of every list.
              The coordinator learns the size of every list and which row is in which lists, but no number.
              The coordinator and a party together learn in which lists the numbers of that party are.
            """
    }

    /// What follows a match, in words.
    private var memberLines: [String] {
        guard let brand, learnsMatchedRows(brand.id) else { return [] }
        let own =
            "  \(brand.id) sends the coordinator a consent record for each of its matched rows, without the number."
        return [own]
            + grants.filter { $0.party != brand.id }.map { grant in
                "  \(brand.id) can learn \(Self.list(grant.attributes.map(\.name), "and")) of its allowed members from "
                    + "\(grant.party), through segments and plans of at least \(Self.grouped(disclosure.minimumResult))."
            }
    }

    private var contactText: String {
        """
          sender    \(sender)
          purpose   \(purpose)
          channels  \(channels.map(\.rawValue).joined(separator: ", "))
          policies  \(policies.isEmpty ? "none, so that no member is ever allowed" : policies.joined(separator: ", "))
        """
    }

    private var disclosureText: String {
        """
          lists under \(Self.grouped(disclosure.minimumList)) rows stop a round (suppression lists aside)
          results under \(Self.grouped(disclosure.minimumResult)) rows are not told
          a list changes by no row or by at least \(Self.grouped(disclosure.minimumChange)) rows between rounds
          in \(disclosure.windowDays) days: at most \(disclosure.budgetRounds) rounds, and rows up to \
        \(disclosure.budgetFactor) times its cap a party
          an empty or much smaller suppression list \(disclosure.allowShrunkSuppression ? "is ACCEPTED" : "stops a round")
        """
    }

    private var operationText: String {
        """
          numbers    \(Plan.canonicalization), numbering plan from version \(plan.from) until \(plan.until)
          rounds     at most \(Self.grouped(rounds.maximum)), \(rounds.intervalHours) hours apart, each within \
        \(rounds.deadlineHours) hours
          retention  members and their data are erased after \(retentionDays) days
          chunks     \(Self.grouped(chunkRows)) rows
        """
    }

    private static func list(_ names: [String], _ word: String) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
        return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }

    private static func padded(_ texts: [String]) -> [String] {
        let width = texts.map(\.count).max() ?? 0
        return texts.map { $0 + String(repeating: " ", count: width - $0.count) }
    }

    /// Digits in groups of three: 2,000,000.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.map { index in
            (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
        }.joined()
    }
}
