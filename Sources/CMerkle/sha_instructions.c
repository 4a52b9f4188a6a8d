// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Two messages at a time by the processor's SHA-256 instructions: one alone waits most of the time for its own last round.

#include "ways.h"

#if defined(CMK_HAS_SHA_CODE)

#include <immintrin.h>
#include <string.h>

#define SHA __attribute__((target("sha,sse4.1,ssse3")))

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
    const __m128i sum = _mm_add_epi32(words, _mm_loadu_si128((const __m128i *)(cmk_round_constants + round)));
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

SHA void cmk_sha_leaves(const uint8_t *records, size_t count, size_t width, uint8_t *digests) {
    uint8_t blocks[2][BLOCK] = {{0}};
    for (int i = 0; i < 2; i++) {
        blocks[i][1 + width] = 0x80;
        cmk_end_block(blocks[i], 8 * (1 + width));
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

SHA void cmk_sha_nodes(const uint8_t *digests, size_t pairs, uint8_t *nodes) {
    // 01 and 63 bytes; then the last byte of the second digest.
    uint8_t starts[2][BLOCK], ends[2][BLOCK] = {{0}};
    for (int i = 0; i < 2; i++) {
        starts[i][0] = 1;
        ends[i][1] = 0x80;
        cmk_end_block(ends[i], 8 * (1 + 2 * DIGEST));
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

#endif
