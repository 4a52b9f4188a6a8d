// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Leaves and nodes of Merkle trees (RFC 9162 section 2.1.1), several at a time. The digests are the same by each way.
// Why: docs/decisions/0014-merkle-digests-by-sha-instructions.md.

#ifndef SYMBOLON_C_MERKLE_H
#define SYMBOLON_C_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes of the longest record whose leaf is one block.
#define CMK_MAXIMUM_WIDTH 54

/// The ways to hash that there is code for.
typedef enum {
    /// The processor's SHA-256 instructions, two messages at a time.
    CMK_SHA = 1,
    /// Sixteen messages at a time, one a lane of AVX-512.
    CMK_AVX512 = 2,
} cmk_way;

/// Tells whether this processor has the instructions and this system keeps their registers (CPUID, XCR0); without them nothing else
/// here may be called. Builds without optimization have no AVX-512.
bool cmk_has(cmk_way way);

/// For each record of `width` bytes, CMK_MAXIMUM_WIDTH at most, SHA-256 of 00 and the record: 32 bytes.
void cmk_leaves(cmk_way way, const uint8_t *records, size_t count, size_t width, uint8_t *digests);

/// For each two digests SHA-256 of 01 and both: 32 bytes. The nodes may take the place of the digests.
void cmk_nodes(cmk_way way, const uint8_t *digests, size_t pairs, uint8_t *nodes);

#endif
