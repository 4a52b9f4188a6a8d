// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

package import Signing
package import Vocabulary

/// All members of an agreement in columns, so that rules run over millions of them.
///
/// Rows are numbers from 0 to `count` − 1 that hold until the next change of the table.
package struct MemberTable: Sendable {
    /// The brand's handle of each row.
    package private(set) var handles: [Handle] = []
    private(set) var texts = TextPool()
    private(set) var lists = ListPool()
    private(set) var hours: [LocalHours] = []
    /// Seconds since 1970 from which nothing is allowed; the largest integer where there is no end.
    private(set) var ends: [Int64] = []
    private var channels: [UInt8] = []
    private var columns: [MemberColumn] = []
    private var places: [AttributeKey: Int] = [:]
    private var rows: [Handle: Int] = [:]

    /// An empty table.
    ///
    /// - Parameter grants: the attributes that members may have.
    package init(grants: [RuleSchema.Grant]) {
        for grant in grants {
            for attribute in grant.attributes {
                places[AttributeKey(party: grant.party, name: attribute.name)] = columns.count
                columns.append(MemberColumn(attribute.type))
            }
        }
    }

    /// The number of members.
    package var count: Int { handles.count }

    /// Adds a member; where it throws, nothing has changed.
    package mutating func append(_ member: Member) throws(MemberError) {
        guard rows[member.handle] == nil else { throw .repeatedHandle }
        var values: [AttributeValue?] = Array(repeating: nil, count: columns.count)
        for (key, value) in member.attributes {
            guard let place = places[key] else { throw .notGranted }
            guard columns[place].type == value.type else { throw .wrongType }
            values[place] = value
        }
        rows[member.handle] = count
        handles.append(member.handle)
        hours.append(member.hours)
        ends.append(member.until?.seconds ?? .max)
        channels.append(member.channels.reduce(0) { $0 | Self.bit(of: $1) })
        for (place, value) in values.enumerated() { append(value, to: place) }
    }

    /// Takes a member out, as when it is revoked; the last row moves into its place.
    ///
    /// - Returns: false where there is no such member.
    @discardableResult
    package mutating func remove(_ handle: Handle) -> Bool {
        guard let row = rows.removeValue(forKey: handle) else { return false }
        let last = count - 1
        if row != last { rows[handles[last]] = row }
        handles.swapAt(row, last)
        handles.removeLast()
        hours.swapAt(row, last)
        hours.removeLast()
        ends.swapAt(row, last)
        ends.removeLast()
        channels.swapAt(row, last)
        channels.removeLast()
        for place in columns.indices { columns[place].remove(row) }
        return true
    }

    /// The rows of the members for which a rule is true and whose decision still allows something.
    package func rows(matching rule: Rule, at now: Timestamp) -> [Int] {
        let matches = RowCompiler(table: self).condition(rule.root)
        return handles.indices.filter { ends[$0] > now.seconds && matches($0) == true }
    }

    /// The value of an attribute of one member, nil where it has none.
    package func value(of key: AttributeKey, at row: Int) -> RuleValue? {
        guard let column = column(key) else { return nil }
        let code = column.codes[row]
        guard code != MemberColumn.absent else { return nil }
        return switch column.type {
        case .string: .string(texts.texts[Int(code)])
        case .integer: .int(column.integers[row])
        case .boolean: .bool(code == 1)
        case .strings: .list(lists.lists[Int(code)].map { .string(texts.texts[Int($0)]) })
        }
    }

    /// Whether a member's decision allows a channel.
    func allows(_ channel: Channel, at row: Int) -> Bool { channels[row] & Self.bit(of: channel) != 0 }

    func column(_ key: AttributeKey) -> MemberColumn? { places[key].map { columns[$0] } }

    private mutating func append(_ value: AttributeValue?, to place: Int) {
        switch value {
        case nil: columns[place].append(code: MemberColumn.absent)
        case .string(let text): columns[place].append(code: texts.intern(text))
        case .integer(let number): columns[place].append(code: 0, integer: number)
        case .boolean(let flag): columns[place].append(code: flag ? 1 : 0)
        case .strings(let elements):
            var codes: [Int32] = []
            for element in elements { codes.append(texts.intern(element)) }
            columns[place].append(code: lists.intern(codes))
        }
    }

    private static func bit(of channel: Channel) -> UInt8 {
        switch channel {
        case .sms: 1
        case .mms: 2
        case .rcs: 4
        case .whatsapp: 8
        case .voice: 16
        }
    }
}
