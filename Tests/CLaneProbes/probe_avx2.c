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
#define CARRIED(bits) ((UINT64_C(1) << (bits)) + (UINT64_C(1) << 18) - 1)
// Of a product of operands whose bounds are m and n times 2^26 and 2^25: 2^58.97 m n and 2^58.27 m n.
#define TIMES_EVEN(mn) ((uint64_t)((mn) * 0x1.f53p58))
#define TIMES_ODD(mn) ((uint64_t)((mn) * 0x1.35p58))

static const clp_probe probe = {
    .field = {
        .lanes = 4,
        .limbs = 10,
        .weight = {0, 26, 51, 77, 102, 128, 153, 179, 204, 230},
        .largest_carried = TEN(CARRIED(26), CARRIED(25)),
        .largest_factor = TEN(3 * CARRIED(26), 3 * CARRIED(25)),
        .largest_product = TEN(TIMES_EVEN(1.016), TIMES_ODD(1.016)),
        .largest_subtracted = TEN(TIMES_EVEN(4.1), TIMES_ODD(4.1)),
        // With 2^36 p.
        .largest_difference =
            TEN(TIMES_EVEN(1.016) + (UINT64_C(1) << 62), TIMES_ODD(1.016) + (UINT64_C(1) << 61)),
        .largest_loose = TEN(UINT64_MAX - (UINT64_C(1) << 39), UINT64_MAX - (UINT64_C(1) << 39)),
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
