// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Columns
internal import Matching
internal import Messages

/// What the bytes of an upload must be.
enum ExpectedChunk: Sendable {
    /// A chunk that is not there yet.
    case new(ChunkOrder)
    /// A chunk that is there; its bytes are compared by their digest and not stored again.
    case repeated(Digest, width: Int)

    /// The content type that goes with it.
    var mediaType: String {
        switch self {
        case .new(let order): order.isTokens ? MediaType.tokens : MediaType.elements
        case .repeated(_, let width): width == Token.byteCount ? MediaType.tokens : MediaType.elements
        }
    }
}
