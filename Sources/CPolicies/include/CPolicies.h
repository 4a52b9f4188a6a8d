// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The policy packs of the folder policies/, built into the program so that no file has to be found when it runs.

#ifndef SYMBOLON_C_POLICIES_H
#define SYMBOLON_C_POLICIES_H

#include <stddef.h>

/// One pack: its name without ".yaml", and the bytes of its file. Both live as long as the program.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} cpolicies_pack;

/// The number of packs.
size_t cpolicies_count(void);

/// A pack by its place, from 0; the last one for places beyond.
cpolicies_pack cpolicies_at(size_t index);

#endif
