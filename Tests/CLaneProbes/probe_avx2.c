// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include "CLaneProbes.h"

#if defined(__x86_64__)

#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
// Not all that the header has is called here.
#pragma clang diagnostic ignored "-Wunused-function"

#include "field_avx2.h"
#include "group.inc.h"
#include "probe.inc.h"

#pragma clang attribute pop

// Even limbs have 26 bits, odd ones 25.
#define TEN(even, odd) {even, odd, even, odd, even, odd, even, odd, even, odd}
#define TIMES(m, bits) ((uint64_t)((m) * (double)(UINT64_C(1) << (bits))))

static const clp_probe probe = {
    .field = {
        .lanes = 4,
        .limbs = 10,
        .weight = {0, 26, 51, 77, 102, 128, 153, 179, 204, 230},
        .largest_carried = TEN(TIMES(1.01, 26), TIMES(1.01, 25)),
        .largest_factor = TEN(TIMES(3.05, 26), TIMES(3.05, 25)),
        // 1.01^2 times 2^58.97 and 2^58.27
        .largest_product = TEN(TIMES(1.0201 * 1.9588, 58), TIMES(1.0201 * 1.2058, 58)),
        // 5 times them
        .largest_subtracted = TEN(TIMES(5 * 1.9588, 58), TIMES(5 * 1.2058, 58)),
        .largest_loose = TEN((UINT64_C(1) << 63) - 1, (UINT64_C(1) << 63) - 1),
    },
    .operate = probe_operate,
    .load = probe_load,
    .store = probe_store,
    .decode = probe_decode,
    .encode_twice = probe_encode_twice,
    .constants = probe_constants,
};

const clp_probe *clp_avx2(void) { return &probe; }

#else

const clp_probe *clp_avx2(void) { return NULL; }

#endif
