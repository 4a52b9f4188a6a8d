// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The table of time zones behind the room PhoneNumbers, as the text that scripts/time-zones writes.

#ifndef SYMBOLON_C_TIME_ZONES_H
#define SYMBOLON_C_TIME_ZONES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The first byte of the table: ASCII, not terminated, there as long as the program.
const uint8_t *ctz_table_bytes(void);

/// How many bytes the table has.
size_t ctz_table_count(void);

#ifdef __cplusplus
}
#endif

#endif
