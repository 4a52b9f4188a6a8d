// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

/// What happens to a row on its way from a CSV to a token.
enum Stage: String, CaseIterable {
    case read = "read the CSV"
    case normalise = "normalise"
    case deduplicate = "deduplicate"
    case blind = "hash to the group and blind"
    case distribute = "external sort: to buckets"
    case sort = "external sort: buckets in order"
    case digest = "Merkle digests of the chunks"
    case again = "last hop: decode and multiply"
    case token = "last hop: tokens"
}
