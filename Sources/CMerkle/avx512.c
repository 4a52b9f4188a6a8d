// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Sixteen messages at a time, one a 32-bit lane of AVX-512: SHA-256 as FIPS 180-4 writes it, over vectors of words. The compiler makes
// rotations and most three-way logic single instructions.

#include "ways.h"

#if defined(CMK_HAS_AVX512_CODE)

#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw"))), apply_to = function)

#define LANES 16
#define INLINE static inline __attribute__((always_inline))

/// One 32-bit word of each lane.
typedef uint32_t words __attribute__((vector_size(4 * LANES)));

/// FIPS 180-4 section 5.3.3.
static const uint32_t first_state[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// MARK: - Compression, FIPS 180-4 sections 4.1.2 and 6.2.2

INLINE words rotated(words x, int count) { return x >> count | x << (32 - count); }
INLINE words choice(words x, words y, words z) { return (x & y) ^ (~x & z); }
INLINE words majority(words x, words y, words z) {
    return (words)_mm512_ternarylogic_epi32((__m512i)x, (__m512i)y, (__m512i)z, 0xe8);
}
INLINE words sum_0(words x) { return rotated(x, 2) ^ rotated(x, 13) ^ rotated(x, 22); }
INLINE words sum_1(words x) { return rotated(x, 6) ^ rotated(x, 11) ^ rotated(x, 25); }
INLINE words sigma_0(words x) { return rotated(x, 7) ^ rotated(x, 18) ^ x >> 3; }
INLINE words sigma_1(words x) { return rotated(x, 17) ^ rotated(x, 19) ^ x >> 10; }

/// The same value, of which the compiler knows nothing. Each round waits for sum_1(e) of the one before: what can be added without it
/// is added first, not where the compiler would.
INLINE words settled(words x) {
    __asm__("" : "+v"(x));
    return x;
}

/// A round. The variables a to h of round i are at v[(0 - i) mod 8] and the seven places after it, so that none has to move.
INLINE void one_round(words v[8], int i, words scheduled) {
    words a = v[(8 - i) & 7], b = v[(9 - i) & 7], c = v[(10 - i) & 7], *d = &v[(11 - i) & 7];
    words e = v[(12 - i) & 7], f = v[(13 - i) & 7], g = v[(14 - i) & 7], *h = &v[(15 - i) & 7];
    words early = settled(*h + (scheduled + cmk_round_constants[i]) + choice(e, f, g));
    words first = early + sum_1(e);
    *d += first;
    *h = settled(sum_0(a) + majority(a, b, c)) + first;
}

/// Compresses a block into the states. Where words of it are known, so are others of its schedule, when this is compiled.
INLINE void compress(words state[8], words schedule[16]) {
    words v[8];
    for (int i = 0; i < 8; i++) v[i] = state[i];
#pragma clang loop unroll(full)
    for (int i = 0; i < 64; i++) {
        words *w = &schedule[i % 16];
        if (i >= 16)
            *w += sigma_1(schedule[(i + 14) % 16]) + schedule[(i + 9) % 16] + sigma_0(schedule[(i + 1) % 16]);
        one_round(v, i, *w);
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

/// Compresses a block that is read for each lane.
static __attribute__((noinline, aligned(64))) void compress_first(words state[8], words block[16]) {
    for (int i = 0; i < 8; i++) state[i] = (words){} + first_state[i];
    compress(state, block);
}

/// Compresses the last block of a node: a byte of the message, which ends there, and the length of 65 bytes.
static __attribute__((noinline, aligned(64))) void compress_last(words state[8], words last_byte) {
    words block[16] = {(last_byte & 0xff000000) | 0x00800000};
    block[15] = (words){} + 65 * 8;
    compress(state, block);
}

// MARK: - Rows and columns

INLINE __m512i with_words_reversed(__m512i bytes) {
    return _mm512_shuffle_epi8(bytes, _mm512_set4_epi32(0x0c0d0e0f, 0x08090a0b, 0x04050607, 0x00010203));
}

/// Makes four columns of four rows, in each 128 bits.
INLINE void transpose_4(__m512i *a, __m512i *b, __m512i *c, __m512i *d) {
    __m512i low_ab = _mm512_unpacklo_epi32(*a, *b), high_ab = _mm512_unpackhi_epi32(*a, *b);
    __m512i low_cd = _mm512_unpacklo_epi32(*c, *d), high_cd = _mm512_unpackhi_epi32(*c, *d);
    *a = _mm512_unpacklo_epi64(low_ab, low_cd), *b = _mm512_unpackhi_epi64(low_ab, low_cd);
    *c = _mm512_unpacklo_epi64(high_ab, high_cd), *d = _mm512_unpackhi_epi64(high_ab, high_cd);
}

/// Makes four columns of four rows of 128 bits.
INLINE void transpose_quarters(__m512i *a, __m512i *b, __m512i *c, __m512i *d) {
    __m512i ab_02 = _mm512_shuffle_i32x4(*a, *b, 0x88), ab_13 = _mm512_shuffle_i32x4(*a, *b, 0xdd);
    __m512i cd_02 = _mm512_shuffle_i32x4(*c, *d, 0x88), cd_13 = _mm512_shuffle_i32x4(*c, *d, 0xdd);
    *a = _mm512_shuffle_i32x4(ab_02, cd_02, 0x88), *b = _mm512_shuffle_i32x4(ab_13, cd_13, 0x88);
    *c = _mm512_shuffle_i32x4(ab_02, cd_02, 0xdd), *d = _mm512_shuffle_i32x4(ab_13, cd_13, 0xdd);
}

/// Makes words of sixteen blocks: word i of all lanes from row i of all bytes.
INLINE void words_of_blocks(words block[16], __m512i rows[16]) {
    // Lane 4 i + j in row 4 i + j; after this, row 4 i + j has words j, 4 + j, 8 + j, 12 + j of lanes 4 i to 4 i + 3.
    for (int i = 0; i < 16; i++) rows[i] = with_words_reversed(rows[i]);
    for (int i = 0; i < 16; i += 4) transpose_4(&rows[i], &rows[i + 1], &rows[i + 2], &rows[i + 3]);
    for (int j = 0; j < 4; j++) {
        transpose_quarters(&rows[j], &rows[4 + j], &rows[8 + j], &rows[12 + j]);
        for (int i = 0; i < 4; i++) block[4 * i + j] = (words)rows[4 * i + j];
    }
}

/// Writes the digests of all lanes.
INLINE void write_digests(uint8_t digests[LANES * DIGEST], const words state[8]) {
    __m512i rows[8];
    for (int i = 0; i < 8; i++) rows[i] = with_words_reversed((__m512i)state[i]);
    // After this, quarter i of row j has the first four words of lane 4 i + j, and of row 4 + j the last four.
    for (int i = 0; i < 8; i += 4) transpose_4(&rows[i], &rows[i + 1], &rows[i + 2], &rows[i + 3]);
    for (int j = 0; j < 4; j += 2) {
        __m512i a = _mm512_shuffle_i32x4(rows[j], rows[4 + j], 0x44), b = _mm512_shuffle_i32x4(rows[j], rows[4 + j], 0xee);
        __m512i c = _mm512_shuffle_i32x4(rows[j + 1], rows[5 + j], 0x44), d = _mm512_shuffle_i32x4(rows[j + 1], rows[5 + j], 0xee);
        // a: first words of lanes j, 4 + j, last ones of both; b of lanes 8 + j, 12 + j; c and d of the lanes after these.
        _mm512_storeu_si512(digests + DIGEST * j, _mm512_shuffle_i32x4(a, c, 0x88));
        _mm512_storeu_si512(digests + DIGEST * (4 + j), _mm512_shuffle_i32x4(a, c, 0xdd));
        _mm512_storeu_si512(digests + DIGEST * (8 + j), _mm512_shuffle_i32x4(b, d, 0x88));
        _mm512_storeu_si512(digests + DIGEST * (12 + j), _mm512_shuffle_i32x4(b, d, 0xdd));
    }
}

// MARK: - Leaves and nodes

/// The block with a byte in front of what is read from memory where the mask has bits, from bit 1 on.
INLINE __m512i block_of(const uint8_t *bytes, __mmask64 mask, __m512i rest) {
    // The byte before them has no bit in the mask: nothing reads it.
    return _mm512_mask_loadu_epi8(rest, mask, (const void *)((uintptr_t)bytes - 1));
}

INLINE void leaves_of_16(const uint8_t *records, size_t width, __mmask64 mask, __m512i rest, uint8_t *digests) {
    __m512i rows[LANES];
    words block[16], state[8];
    for (int i = 0; i < LANES; i++) rows[i] = block_of(records + i * width, mask, rest);
    words_of_blocks(block, rows);
    compress_first(state, block);
    write_digests(digests, state);
}

void cmk_avx512_leaves(const uint8_t *records, size_t count, size_t width, uint8_t *digests) {
    uint8_t padding[BLOCK] = {0};
    padding[1 + width] = 0x80;
    cmk_end_block(padding, 8 * (1 + width));
    __mmask64 mask = ((UINT64_C(1) << width) - 1) << 1;
    __m512i rest = _mm512_loadu_si512(padding);
    size_t whole = count / LANES * LANES, others = count - whole;
    for (size_t i = 0; i < whole; i += LANES) leaves_of_16(records + i * width, width, mask, rest, digests + i * DIGEST);
    if (others == 0) return;
    uint8_t last_records[LANES * CMK_MAXIMUM_WIDTH] = {0}, last_digests[LANES * DIGEST];
    memcpy(last_records, records + whole * width, others * width);
    leaves_of_16(last_records, width, mask, rest, last_digests);
    memcpy(digests + whole * DIGEST, last_digests, others * DIGEST);
}

INLINE void nodes_of_16(const uint8_t *digests, uint8_t *nodes) {
    __m512i rows[LANES], one = _mm512_zextsi128_si512(_mm_cvtsi32_si128(1));
    words block[16], state[8];
    for (int i = 0; i < LANES; i++) rows[i] = block_of(digests + 2 * DIGEST * i, ~UINT64_C(1), one);
    words_of_blocks(block, rows);
    // The last byte of each pair of digests is the highest of its last word.
    __m512i ends = _mm512_set_epi32(240, 224, 208, 192, 176, 160, 144, 128, 112, 96, 80, 64, 48, 32, 16, 0);
    words last = (words)_mm512_i32gather_epi32(ends, digests + 2 * DIGEST - 4, 4);
    compress_first(state, block);
    compress_last(state, last);
    write_digests(nodes, state);
}

void cmk_avx512_nodes(const uint8_t *digests, size_t pairs, uint8_t *nodes) {
    size_t whole = pairs / LANES * LANES, others = pairs - whole;
    for (size_t i = 0; i < whole; i += LANES) nodes_of_16(digests + 2 * DIGEST * i, nodes + DIGEST * i);
    if (others == 0) return;
    uint8_t last_digests[LANES * 2 * DIGEST] = {0}, last_nodes[LANES * DIGEST];
    memcpy(last_digests, digests + 2 * DIGEST * whole, 2 * DIGEST * others);
    nodes_of_16(last_digests, last_nodes);
    memcpy(nodes + DIGEST * whole, last_nodes, DIGEST * others);
}

#pragma clang attribute pop

#endif
