// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include "CLaneProbes.h"

#if defined(__x86_64__)

#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512ifma"))), apply_to = function)
// Not all that the header has is called here.
#pragma clang diagnostic ignored "-Wunused-function"

#include "field_ifma.h"
#include "group.inc.h"
#include "probe.inc.h"

#pragma clang attribute pop

#define FIVE(x) {x, x, x, x, x}
#define CARRIED ((UINT64_C(1) << 51) + (UINT64_C(1) << 16) - 1)

static const clp_probe probe = {
    .field = {
        .lanes = 8,
        .limbs = 5,
        .weight = {0, 51, 102, 153, 204},
        .largest_carried = FIVE(CARRIED),
        .largest_factor = FIVE(CARRIED),
        .largest_product = FIVE((UINT64_C(1) << 59) - 1),
        .largest_subtracted = FIVE((UINT64_C(1) << 59) - 1),
        .largest_difference = FIVE((UINT64_C(1) << 60) + (UINT64_C(1) << 59) - 1),
        .largest_loose = FIVE((UINT64_C(1) << 62) - 1),
    },
    .operate = probe_operate,
    .load = probe_load,
    .store = probe_store,
    .decode = probe_decode,
    .encode_twice = probe_encode_twice,
    .constants = probe_constants,
};

const clp_probe *clp_avx512ifma(void) { return &probe; }

#else

const clp_probe *clp_avx512ifma(void) { return NULL; }

#endif
