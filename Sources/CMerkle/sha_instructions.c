// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include "CMerkle.h"

#include <string.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define SHA __attribute__((target("sha,sse4.1,ssse3")))
#define BLOCK 64
#define DIGEST 32

bool cmk_is_available(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return false;  // SHA
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    return (c & (1u << 9)) && (c & (1u << 19));  // SSSE3, SSE4.1
}

/// FIPS 180-4 section 4.2.2.
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/// The eight words of a hash in the order of the instructions: A, B, E, F and C, D, G, H, the first in the highest place.
typedef struct {
    __m128i abef, cdgh;
} state;

/// FIPS 180-4 section 5.3.3.
SHA static inline state first_state(void) {
    return (state){
        _mm_set_epi32((int)0x6a09e667, (int)0xbb67ae85, (int)0x510e527f, (int)0x9b05688c),
        _mm_set_epi32((int)0x3c6ef372, (int)0xa54ff53a, (int)0x1f83d9ab, (int)0x5be0cd19)};
}

SHA static inline __m128i reversed_words(__m128i words) {
    return _mm_shuffle_epi8(words, _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
}

/// Four rounds with the four words of a message that are due.
SHA static inline void four_rounds(state *s, __m128i words, int round) {
    const __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(K + round)));
    s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, sum);
    s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

/// The four words that follow sixteen (FIPS 180-4 section 6.2.2, step 1).
SHA static inline __m128i following(__m128i w0, __m128i w1, __m128i w2, __m128i w3) {
    return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4)), w3);
}

/// Compresses a block of each of two messages.
SHA static inline void compress(state *s, const uint8_t *first, state *t, const uint8_t *second) {
    const state s0 = *s, t0 = *t;
    __m128i a[4], b[4];
    for (int i = 0; i < 4; i++) {
        a[i] = reversed_words(_mm_loadu_si128((const __m128i *)(first + 16 * i)));
        b[i] = reversed_words(_mm_loadu_si128((const __m128i *)(second + 16 * i)));
    }
#pragma clang loop unroll(full)
    for (int round = 0; round < 64; round += 4) {
        four_rounds(s, a[0], round);
        four_rounds(t, b[0], round);
        const __m128i c = following(a[0], a[1], a[2], a[3]), d = following(b[0], b[1], b[2], b[3]);
        a[0] = a[1], a[1] = a[2], a[2] = a[3], a[3] = c;
        b[0] = b[1], b[1] = b[2], b[2] = b[3], b[3] = d;
    }
    s->abef = _mm_add_epi32(s->abef, s0.abef), s->cdgh = _mm_add_epi32(s->cdgh, s0.cdgh);
    t->abef = _mm_add_epi32(t->abef, t0.abef), t->cdgh = _mm_add_epi32(t->cdgh, t0.cdgh);
}

SHA static inline void store(const state *s, uint8_t *digest) {
    // From A, B, E, F and C, D, G, H to A, B, C, D and E, F, G, H, the first word in the lowest place.
    const __m128i fe_ba = _mm_shuffle_epi32(s->abef, 0x1B), hg_dc = _mm_shuffle_epi32(s->cdgh, 0x1B);
    const __m128i abcd = _mm_unpacklo_epi64(fe_ba, hg_dc), efgh = _mm_unpackhi_epi64(fe_ba, hg_dc);
    _mm_storeu_si128((__m128i *)digest, reversed_words(abcd));
    _mm_storeu_si128((__m128i *)(digest + 16), reversed_words(efgh));
}

/// Puts the length of a message, in bits, at the end of its last block.
static inline void end_block(uint8_t *block, size_t bits) {
    block[BLOCK - 2] = (uint8_t)(bits >> 8);
    block[BLOCK - 1] = (uint8_t)bits;
}

SHA void cmk_leaves(const uint8_t *records, size_t count, size_t width, uint8_t *digests) {
    uint8_t blocks[2][BLOCK] = {{0}};
    for (int i = 0; i < 2; i++) {
        blocks[i][1 + width] = 0x80;
        end_block(blocks[i], 8 * (1 + width));
    }
    for (size_t i = 0; i < count; i += 2) {
        // The last of an odd number goes with itself.
        const size_t j = i + 1 < count ? i + 1 : i;
        memcpy(blocks[0] + 1, records + i * width, width);
        memcpy(blocks[1] + 1, records + j * width, width);
        state s = first_state(), t = first_state();
        compress(&s, blocks[0], &t, blocks[1]);
        store(&s, digests + i * DIGEST);
        store(&t, digests + j * DIGEST);
    }
}

SHA void cmk_nodes(const uint8_t *digests, size_t pairs, uint8_t *nodes) {
    // 01 and 63 bytes; then the last byte of the second digest.
    uint8_t starts[2][BLOCK], ends[2][BLOCK] = {{0}};
    for (int i = 0; i < 2; i++) {
        starts[i][0] = 1;
        ends[i][1] = 0x80;
        end_block(ends[i], 8 * (1 + 2 * DIGEST));
    }
    for (size_t i = 0; i < pairs; i += 2) {
        const size_t j = i + 1 < pairs ? i + 1 : i;
        const uint8_t *first = digests + i * 2 * DIGEST, *second = digests + j * 2 * DIGEST;
        memcpy(starts[0] + 1, first, BLOCK - 1);
        memcpy(starts[1] + 1, second, BLOCK - 1);
        ends[0][0] = first[BLOCK - 1];
        ends[1][0] = second[BLOCK - 1];
        state s = first_state(), t = first_state();
        compress(&s, starts[0], &t, starts[1]);
        compress(&s, ends[0], &t, ends[1]);
        store(&s, nodes + i * DIGEST);
        store(&t, nodes + j * DIGEST);
    }
}

#else

bool cmk_is_available(void) { return false; }

void cmk_leaves(const uint8_t *records, size_t count, size_t width, uint8_t *digests) {
    (void)records, (void)count, (void)width, (void)digests;
}

void cmk_nodes(const uint8_t *digests, size_t pairs, uint8_t *nodes) { (void)digests, (void)pairs, (void)nodes; }

#endif
