// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include "CTimeZones.h"

// In the program and not beside it: a resource could be lost or be another release's.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc23-extensions"
static const uint8_t table[] = {
#embed "time-zones.txt"
};
#pragma clang diagnostic pop

const uint8_t *ctz_table_bytes(void) { return table; }

size_t ctz_table_count(void) { return sizeof table; }
