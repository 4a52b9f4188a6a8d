// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Signing
internal import Vocabulary

extension Agreement {
    /// Writes an outline as a commented YAML file, complete but for the keys that are not known yet.
    package static func template(_ outline: AgreementOutline) -> String {
        """
        # An agreement between the parties of a match. Every party signs it; a changed value makes every signature
        # void. Check it with `symbolon agreement show FILE`, sign it with `symbolon agreement sign FILE`.
        version: 1
        name: \(outline.name)

        # The server that relays and decides. Its key: `symbolond status`.
        coordinator:
          name: \(quoted(outline.coordinatorName))
          key: \(key(outline.coordinatorKey))

        # 2 to 8 parties in ring order; put those likely to collude next to each other. Keys: `symbolon identity show`.
        # role: brand (exactly one), partner, consent, suppression or validator.
        # cap: the most rows of its list. entitled: it is told which of its rows matched.
        parties:
        \(outline.parties.map(text).joined(separator: "\n"))

        # and, or, not, parentheses. Whatever matches must be in the lists of at least two parties, of every consent
        # party and of every party that learns its matched rows, and in no suppression list.
        match: \(outline.match)
        assurance: collusion-resistant

        # Who writes to members, what for and how: consents must name the same.
        sender: \(quoted(outline.sender))
        purpose: marketing
        channels: [sms]              # sms, mms, rcs, whatsapp, voice
        # Policy packs that decide on consents; a jurisdiction that none covers is refused, and so is all without a pack.
        policies: [us-federal, ca-casl, eu-gdpr, uk-pecr]

        # Attributes that a party may tell about its matched rows; it learns through that which of its rows matched, and
        # the brand can learn them of its allowed members. type: string, integer, boolean or strings. The brand's program
        # derives number.country, number.type, number.status (string) and number.timezones (strings, needed for plans).
        #   - party: acme
        #     attributes:
        #       - {name: number.country, type: string}
        #       - {name: number.timezones, type: strings}
        #   - party: streamco
        #     attributes:
        #       - {name: interest, type: string}
        grants: []

        disclosure:
          minimumList: 1000          # fewest rows of a list, suppression lists aside
          minimumResult: 100         # fewest rows of a result, at least 50
          windowDays: 30             # the budgets below count over this many days
          budgetFactor: 12           # a party may spend this many times its cap
          budgetRounds: 12           # rounds, aborted ones included
          minimumChange: 50          # fewest added and removed rows between two lists, unless they are equal
          allowShrunkSuppression: false

        # Numbering-plan data that lists may be made with: from <= version < until.
        plan: {canonicalization: e164-1, from: "9.0", until: "10"}
        chunkRows: 65535
        retentionDays: 90            # then members and their data are erased
        validity: {from: "\(outline.from)", until: "\(outline.until)"}
        rounds: {maximum: 12, intervalHours: 0, deadlineHours: 24}

        """
    }

    private static func text(of party: AgreementOutline.Party) -> String {
        """
          - id: \(party.id)
            role: \(party.role.rawValue)
            key: \(key(party.key))
            cap: \(party.cap)
            entitled: \(party.entitled)
        """
    }

    private static func key(_ identity: PublicIdentity?) -> String { identity?.hex ?? "FILL-IN-64-HEX-DIGITS" }

    /// A JSON string is a double-quoted YAML scalar too.
    private static func quoted(_ text: String) -> String {
        String(decoding: JSONValue.string(text).canonicalBytes, as: UTF8.self)
    }
}
