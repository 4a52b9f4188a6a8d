// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Which ways this machine has, and the way from the interface to their code.

#include "ways.h"

#if defined(CMK_HAS_SHA_CODE)

#include <cpuid.h>

#if defined(CMK_HAS_AVX512_CODE)
static const bool has_avx512_code = true;
#else
static const bool has_avx512_code = false;
#endif

/// Tells whether the system keeps the mask registers and all of the 512-bit registers from one task to the next: XCR0, which may be
/// read where CPUID says so (Intel SDM volume 1, section 13.3).
static bool keeps_avx512(uint32_t leaf_1_ecx) {
    enum { osxsave = 1u << 27, kept = 0xe6 };
    if ((leaf_1_ecx & osxsave) == 0) return false;
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & kept) == kept;
}

bool cmk_has(cmk_way way) {
    enum {
        // Leaf 1, ECX: SSSE3 and SSE4.1
        sse = 1u << 9 | 1u << 19,
        // Leaf 7, EBX
        sha = 1u << 29,
        avx512 = 1u << 16 | 1u << 30,  // F, BW
    };
    uint32_t a, b, c, d, instructions;
    if (!__get_cpuid_count(7, 0, &a, &instructions, &c, &d) || !__get_cpuid(1, &a, &b, &c, &d)) return false;
    switch (way) {
    case CMK_SHA: return (instructions & sha) != 0 && (c & sse) == sse;
    case CMK_AVX512: return has_avx512_code && (instructions & avx512) == avx512 && keeps_avx512(c);
    }
    return false;
}

#else

bool cmk_has(cmk_way way) {
    (void)way;
    return false;
}

#endif

void cmk_leaves(cmk_way way, const uint8_t *records, size_t count, size_t width, uint8_t *digests) {
    switch (way) {
#if defined(CMK_HAS_SHA_CODE)
    case CMK_SHA: cmk_sha_leaves(records, count, width, digests); break;
#endif
#if defined(CMK_HAS_AVX512_CODE)
    case CMK_AVX512: cmk_avx512_leaves(records, count, width, digests); break;
#endif
    default: (void)records, (void)count, (void)width, (void)digests;
    }
}

void cmk_nodes(cmk_way way, const uint8_t *digests, size_t pairs, uint8_t *nodes) {
    switch (way) {
#if defined(CMK_HAS_SHA_CODE)
    case CMK_SHA: cmk_sha_nodes(digests, pairs, nodes); break;
#endif
#if defined(CMK_HAS_AVX512_CODE)
    case CMK_AVX512: cmk_avx512_nodes(digests, pairs, nodes); break;
#endif
    default: (void)digests, (void)pairs, (void)nodes;
    }
}
