// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Segmentation
import Signing
import Testing
import Vocabulary

/// What a coordinator makes of the messages of a plan.
struct PlanLie: Sendable, CustomTestStringConvertible {
    let name: String
    /// The messages that are left out, by reason; nil where the plan is refused whole.
    let omitted: [String: Int]?
    /// What the refusal of the whole plan says.
    var says = "do not ascend"
    /// Answers with other messages than these, which follow a handle.
    let change: @Sendable (_ honest: [PlannedMessage], _ after: String?, _ refused: Handle) throws -> [PlannedMessage]

    var testDescription: String { name }

    struct NoHandle: Error {}

    static let all: [PlanLie] = [
        PlanLie(name: "descending", omitted: nil) { honest, _, _ in honest.reversed() },
        PlanLie(name: "two in another order", omitted: nil) { honest, _, _ in
            var told = honest
            if told.count > 4 { told.swapAt(2, 3) }
            return told
        },
        PlanLie(name: "one of them twice", omitted: nil) { honest, _, _ in
            honest.first.map { [$0] + honest } ?? []
        },
        PlanLie(name: "back to the beginning behind the last", omitted: nil) { honest, after, _ in
            honest.isEmpty ? [try message(handle(high: 1))] : honest
        },
        PlanLie(name: "one more than the plan has", omitted: nil) { honest, after, _ in
            honest.isEmpty ? [] : honest + [try message(handle(high: .max))]
        },
        PlanLie(name: "one more on a page behind the last", omitted: nil) { honest, after, _ in
            honest.isEmpty && after != Handle.last ? [try message(handle(high: .max))] : honest
        },
        PlanLie(name: "a handle of nobody's", omitted: ["unknown-handle": 1]) { honest, after, _ in
            honest.isEmpty ? [] : try honest.dropLast() + [message(handle(high: .max))]
        },
        PlanLie(name: "a handle that was refused", omitted: ["not-allowed": 1]) { honest, after, refused in
            // The dropped one may come behind the others, and would be one too many.
            guard after == nil else { return [] }
            return try (honest.dropLast() + [message(refused)]).sorted { $0.handle < $1.handle }
        },
        PlanLie(name: "another channel than the context's", omitted: nil, says: "another channel than the context") {
            honest, _, _ in honest.map { $0.changed(channel: .whatsapp) }
        },
        PlanLie(name: "one text with something more", omitted: nil, says: "another text than the context can give") {
            honest, _, _ in honest.dropLast() + honest.suffix(1).map { $0.changed(text: $0.text + " Call 0900!") }
        },
        PlanLie(name: "one text of another sender", omitted: nil, says: "another text than the context can give") {
            honest, _, _ in honest.prefix(1).map { $0.changed(text: "From Someone Else") } + honest.dropFirst()
        },
        PlanLie(name: "a time behind the horizon", omitted: nil, says: "behind the context's horizon") { honest, _, _ in
            honest.map { $0.changed(notAfter: Timestamp(seconds: $0.notAfter.seconds + 30 * 86_400)) }
        },
        PlanLie(name: "times that are over", omitted: ["late": 90]) { honest, _, _ in
            honest.map { $0.changed(sendAfter: Timestamp(seconds: 1000), notAfter: Timestamp(seconds: 2000)) }
        },
    ]

    private static func handle(high: UInt64) throws -> Handle {
        let bytes = [UInt8](repeating: high == .max ? 255 : UInt8(high), count: 16)
        guard let handle = Handle(bytes: bytes) else { throw NoHandle() }
        return handle
    }

    private static func message(_ handle: Handle) throws -> PlannedMessage {
        let soon = Int64(Date().timeIntervalSince1970) + 3600
        guard let start = Timestamp(seconds: soon), let end = Timestamp(seconds: soon + 3600) else {
            throw NoHandle()
        }
        return PlannedMessage(handle: handle, channel: .sms, text: LineStage.text, sendAfter: start, notAfter: end)
    }
}

extension Handle {
    /// The highest of all, as a query writes it.
    fileprivate static let last = String(repeating: "f", count: 32)
}

extension PlannedMessage {
    fileprivate func changed(
        channel: Channel? = nil, text: String? = nil, sendAfter: Timestamp? = nil, notAfter: Timestamp? = nil
    ) -> PlannedMessage {
        PlannedMessage(
            handle: handle, channel: channel ?? self.channel, text: text ?? self.text,
            sendAfter: sendAfter ?? self.sendAfter,
            notAfter: notAfter ?? self.notAfter)
    }
}
