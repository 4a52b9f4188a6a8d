// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Hummingbird
internal import Messages
internal import Vocabulary

extension CoordinatorContext {
    /// A round's identifier in the path.
    func roundID() throws -> RoundID {
        guard let id = RoundID(hex: try text("round")) else {
            throw Problem(.malformed, "path.round: expected 64 lowercase hexadecimal digits.")
        }
        return id
    }

    /// An agreement's identifier in the path.
    func agreementID() throws -> AgreementID {
        guard let id = AgreementID(hex: try text("agreement")) else {
            throw Problem(.malformed, "path.agreement: expected 64 lowercase hexadecimal digits.")
        }
        return id
    }

    /// A party's name in the path.
    func partyParameter(_ name: String) throws -> PartyID {
        guard let party = PartyID(try text(name)) else {
            throw Problem(
                .malformed, "path.\(name): expected 1 to 32 of a-z, 0-9 and -, starting with a letter.")
        }
        return party
    }

    /// A handle, or the name of a plan, in the path.
    func handle(_ name: String) throws -> Handle {
        guard let bytes = Hexadecimal.decode(try text(name), count: 16), let handle = Handle(bytes: bytes) else {
            throw Problem(.malformed, "path.\(name): expected 32 lowercase hexadecimal digits.")
        }
        return handle
    }

    /// The name of a segment or context in the path.
    func name(_ name: String) throws -> String {
        let text = try text(name)
        guard TextForm.isName(text) else {
            throw Problem(.malformed, "path.\(name): expected 1 to 64 of a-z, 0-9 and -, starting with a letter.")
        }
        return text
    }

    /// A whole number in the path, in its one spelling.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int {
        let text = try text(name)
        guard let number = Int(text), range.contains(number), "\(number)" == text else {
            throw Problem(
                .malformed, "path.\(name): expected a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// A chunk's place in the path.
    func place() throws -> ChunkPlace {
        ChunkPlace(
            list: try partyParameter("list"), hop: try number("hop", in: 0...(Limits.parties - 1)),
            chunk: try number("chunk", in: 0...(Limits.chunks - 1)))
    }

    private func text(_ name: String) throws -> String {
        guard let value = parameters.get(name) else { throw Problem(.malformed, "path.\(name) is missing.") }
        return value
    }
}
