// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Signing
import TestSupport

extension PartyHome {
    /// Applies a file of segments or contexts.
    func apply(_ kind: String, _ yaml: String) async throws {
        let file = folder.deletingLastPathComponent().appending(path: "\(id)-\(kind).yaml")
        try yaml.write(to: file, atomically: false, encoding: .utf8)
        try await command([kind, "apply", file.path, "--agreement", Deployment.agreement])
    }

    /// What `symbolon segments list` tells: a size for each name, nil below the minimum.
    func sizes() async throws -> [String: Int?] {
        let document = try await document(["segments", "list", "--agreement", Deployment.agreement])
        guard case .array(let segments)? = document["segments"] else { throw ProcessError.garbled("no segments") }
        var sizes: [String: Int?] = [:]
        for case .object(let segment) in segments {
            sizes[try segment.text("name")] = segment["size"] == .null ? .some(nil) : try segment.number("size")
        }
        return sizes
    }

    /// Pulls a context's messages.
    func pull(_ context: String) async throws -> (report: [String: JSONValue], messages: [PulledMessage]) {
        let file = folder.deletingLastPathComponent().appending(path: "\(id)-\(UUID().uuidString).csv")
        let report = try await document([
            "activations", "pull", "--agreement", Deployment.agreement, "--context", context, "--out", file.path,
        ])
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        guard lines.first == "number,channel,text,send_after,not_after,handle" else {
            throw ProcessError.garbled("activations: another header")
        }
        return (report, try lines.dropFirst().map { try PulledMessage($0) })
    }

    /// The first round of what `symbolon consents show` tells of a number.
    func story(of number: String) async throws -> [String: JSONValue] {
        guard case .array(let rounds)? = try await document(["consents", "show", number])["rounds"],
            case .object(let round)? = rounds.first
        else { throw ProcessError.garbled("consents show: no round") }
        return round
    }
}
