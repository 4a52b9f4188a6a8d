// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Agreements
internal import Columns
internal import Consent
internal import Logging
internal import Messages
internal import Signing
internal import Vocabulary

extension MemberDesk {
    /// Takes a page of records, decides on those of the brand, and logs the decisions with it in one step.
    ///
    /// - Returns: whether the page was new.
    func take(_ statement: Unverified<RecordPage>, page: Int, from caller: PartyID, in id: RoundID) async throws -> Bool
    {
        let place = try await place(of: id, for: caller)
        let body = statement.body
        guard body.from == caller, body.page == page else {
            throw Problem(.malformed, "body: the page is \(body.from)'s number \(body.page); the route says otherwise.")
        }
        guard body.reference == place.reference, body.transcript == place.transcript else {
            throw Problem(.wrongRound, "The page names another agreement, round or transcript.")
        }
        guard place.agreement.recordSenders.contains(where: { $0.id == caller }),
            let key = place.agreement.identity(of: caller)
        else {
            throw Problem(.notEntitled, "\(caller) has no records to send under this agreement.")
        }
        guard let signed = try? statement.verified(by: key) else {
            throw Problem(.badSignature, "The page does not verify under \(caller)'s key.")
        }
        let digest = Digest(sha256: signed.bytes)
        let sender = place.phase.sender(caller)
        if page < sender.pages {
            guard try dependencies.members.page(page, of: caller, in: id) == digest else {
                throw Problem(.conflict, "Page \(page) of \(caller)'s records is stored with other content.")
            }
            return false
        }
        // From the deadline on rows without a record are being refused, in parts.
        guard try !place.phase.isDecided && moment().seconds < place.deadline else {
            throw Problem(.wrongState, "The round is decided, or its time for records is over.")
        }
        guard !sender.isComplete else {
            throw Problem(.wrongState, "\(caller) has sent its last page; nothing can be added.")
        }
        guard page == sender.pages else {
            throw Problem(.outOfOrder, "Page \(sender.pages) of \(caller)'s records is due before page \(page).")
        }
        try store(signed, digest: digest, place: place)
        // Whoever waits for the last page sees the round decided, or sees it at the next sweep.
        if body.isLast, place.isComplete(with: caller) { try await close(id, for: caller) }
        return true
    }

    private func store(_ signed: Signed<RecordPage>, digest: Digest, place: Place) throws {
        let body = signed.body
        let isBrand = place.agreement.party(body.from)?.role == .brand
        let granted = place.agreement.grant(of: body.from)?.attributes ?? []
        let types = Dictionary(granted.map { ($0.name, $0.type) }) { first, _ in first }
        let previous = place.phase.sender(body.from).lastHandle
        if let violation = body.violation(granted: types, isBrand: isBrand, after: previous) { throw violation }
        let members = try self.members(of: body)
        let subjects = try self.subjects(of: body)
        let now = try moment()
        var log = try dependencies.members.log(of: place.agreement.id)
        var batch = LogBatch(agreement: place.agreement.id, round: place.reference.round, log: log, entries: [])
        if isBrand {
            let handles = body.records.map(\.handle)
            let revoked = try dependencies.members.revoked(among: handles, in: place.reference.round)
            let decider = Decider(terms: ConsentTerms(place.agreement), library: dependencies.policies)
            for (record, member) in zip(body.records, members) {
                let verdict = decider.decide(
                    record: record.consent?.record, isRevoked: revoked.contains(record.handle), at: now)
                try batch.add(
                    Decision(
                        reference: place.reference, transcript: place.transcript, handle: record.handle,
                        basis: record.consent.map { Decision.Basis($0) }, verdict: verdict, at: now,
                        sequence: log.sequence + 1, previous: log.hash),
                    to: &log, by: dependencies.identity)
                if verdict.isAllowed, let hours = verdict.hours {
                    batch.members.append(
                        AllowedMember(
                            member: member, handle: record.handle, channels: verdict.channels, until: verdict.until,
                            hours: hours))
                }
            }
        }
        let attributes = zip(body.records, members).filter { !$0.0.attributes.isEmpty }
        batch.page = LogBatch.Page(
            party: body.from, page: body.page, isLast: body.isLast, digest: digest,
            lastHandle: body.records.last?.handle,
            attributes: attributes.map { record, member in
                (member, JSONValue.object(record.attributes.mapValues(\.json)).canonicalBytes)
            }, subjects: subjects)
        try dependencies.members.append(batch)
        let allowed = batch.members.count
        dependencies.metrics.countDecisions(allowed: allowed, refused: batch.entries.count - allowed)
        changed()
    }

    /// The member of each record; a handle that is not the sender's is refused with the record's index.
    private func members(of page: RecordPage) throws -> [UInt32] {
        let found = try dependencies.members.members(
            of: page.records.map(\.handle), of: page.from, in: page.reference.round)
        return try found.enumerated().map { index, member in
            guard let member else {
                throw Problem(
                    .unknownHandle, "records[\(index)].handle: it is not one of \(page.from)'s in this round.")
            }
            return member
        }
    }

    /// The commitments of a page, none of which was seen before.
    private func subjects(of page: RecordPage) throws -> [Digest] {
        let subjects = page.records.compactMap { $0.consent?.subject }
        var seen: Set<Digest> = []
        let repeated = subjects.firstIndex { !seen.insert($0).inserted }
        if let index = try repeated ?? dependencies.members.firstKnown(among: subjects) {
            throw Problem(
                .subjectReused,
                "records[\(index)].subject: it was seen before, so that its salt was used twice; draw a new salt for each record."
            )
        }
        return subjects
    }
}

extension LogBatch {
    /// Signs an entry that continues a log, and adds it.
    mutating func add(_ decision: Decision, to log: inout LogChain, by key: IdentityKey) throws {
        try add(.decision(Signed(decision, by: key)), to: &log)
    }

    /// Adds an entry that continues a log.
    mutating func add(_ entry: LogEntry, to log: inout LogChain) throws {
        try log.append(entry)
        entries.append(entry)
    }
}
