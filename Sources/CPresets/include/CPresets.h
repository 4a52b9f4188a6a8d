// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The column maps of the folder presets/, built into the program so that no file has to be found when it runs.

#ifndef SYMBOLON_C_PRESETS_H
#define SYMBOLON_C_PRESETS_H

#include <stddef.h>

/// One preset: its name without ".yaml", and the bytes of its file. Both live as long as the program.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} cpresets_preset;

/// The number of presets.
size_t cpresets_count(void);

/// A preset by its place, from 0; the last one for places beyond.
cpresets_preset cpresets_at(size_t index);

#endif
