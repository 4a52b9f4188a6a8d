// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Leaves and nodes of Merkle trees (RFC 9162 section 2.1.1) by the processor's SHA-256 instructions, two at a time: one alone waits
// most of the time for its own last round. Why: docs/decisions/0014-merkle-digests-by-sha-instructions.md.

#ifndef SYMBOLON_C_MERKLE_H
#define SYMBOLON_C_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes of the longest record whose leaf is one block.
#define CMK_MAXIMUM_WIDTH 54

/// Tells whether this processor has the instructions; without them nothing else here may be called.
bool cmk_is_available(void);

/// For each record of `width` bytes, CMK_MAXIMUM_WIDTH at most, SHA-256 of 00 and the record: 32 bytes.
void cmk_leaves(const uint8_t *records, size_t count, size_t width, uint8_t *digests);

/// For each two digests SHA-256 of 01 and both: 32 bytes. The nodes may take the place of the digests.
void cmk_nodes(const uint8_t *digests, size_t pairs, uint8_t *nodes);

#endif
