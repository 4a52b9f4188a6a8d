// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The field of 2^255 - 19 on eight lanes of AVX-512 IFMA; one of the two headers that group.inc.h is compiled with.
//
// An element is five limbs of 51 bits: limb k weighs 2^(51 k), and each vector holds one limb of eight elements. The multiplier,
// vpmadd52, reads the low 52 bits of its operands, so an operand's limbs must be below 2^52. Classes of limbs:
//
//   exact    below 2^51; what fe_load and fe_constant give, and fe_canonical, whose value is below p as well
//   carried  below 2^51 + 2^16: operands and results of every function, where nothing else is said
//   loose    below 2^62: products, below 2^59, and sums of them, which fe_carry takes back to carried
//   minuend  a product with 2^9 p added, below 2^60 + 2^59: what loose differences are taken from
//
// The sum of two carried elements may reach 2^52 + 2^17, one bit too much: fe_add and fe_sub carry.

#ifndef SYMBOLON_FIELD_IFMA_H
#define SYMBOLON_FIELD_IFMA_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define FE_LANES 8
#define FE_INLINE static inline __attribute__((always_inline))

/// Before a loop of products in a formula: five-limb products are short, and go side by side.
#define FE_PRODUCT_LOOP _Pragma("clang loop unroll(full)")

/// Before a function that is a product of a formula.
#define FE_PRODUCT FE_INLINE

/// One 64-bit word of each lane.
typedef __m512i vec;

/// One bit of each lane.
typedef __mmask8 lanemask;

#define FE_LIMBS 5

/// Eight field elements.
typedef struct {
    vec limb[FE_LIMBS];
} fe;

/// Leaves the value, of which the compiler then knows nothing, and computes it before that of the next such call: between the steps
/// of a formula. Left to itself, clang puts all carries behind all products; put between them, they go where the multipliers wait.
FE_INLINE void fe_hold(fe *a) {
    for (int k = 0; k < FE_LIMBS; k++) __asm__ volatile("" : "+v"(a->limb[k]));
}

#define FE_LIMB_MASK ((UINT64_C(1) << 51) - 1)

FE_INLINE vec vec_of(uint64_t word) { return _mm512_set1_epi64((long long)word); }
FE_INLINE vec vec_add(vec a, vec b) { return _mm512_add_epi64(a, b); }
FE_INLINE vec vec_sub(vec a, vec b) { return _mm512_sub_epi64(a, b); }
FE_INLINE vec vec_and(vec a, vec b) { return _mm512_and_si512(a, b); }
FE_INLINE vec vec_or(vec a, vec b) { return _mm512_or_si512(a, b); }

/// sum + the low 52 bits of a product.
FE_INLINE vec vec_add_low(vec sum, vec a, vec b) { return _mm512_madd52lo_epu64(sum, a, b); }

/// sum + what a product has above its low 52 bits.
FE_INLINE vec vec_add_high(vec sum, vec a, vec b) { return _mm512_madd52hi_epu64(sum, a, b); }

// MARK: - Masks

FE_INLINE lanemask mask_none(void) { return 0; }
FE_INLINE lanemask mask_all(void) { return 0xff; }
FE_INLINE lanemask mask_and(lanemask a, lanemask b) { return a & b; }
FE_INLINE lanemask mask_or(lanemask a, lanemask b) { return a | b; }
FE_INLINE lanemask mask_not(lanemask a) { return (lanemask)~a; }

/// All lanes where the bit is 1, none where it is 0; without a branch.
FE_INLINE lanemask mask_if(uint32_t bit) { return (lanemask)(0 - bit); }

/// Bit i stands for lane i.
FE_INLINE unsigned mask_bits(lanemask mask) { return mask; }

// MARK: - Constants, carrying and sums

/// The same value in all lanes, from exact limbs.
FE_INLINE fe fe_constant(const uint64_t limbs[5]) {
    fe r;
    for (int k = 0; k < 5; k++) r.limb[k] = vec_of(limbs[k]);
    return r;
}

FE_INLINE fe fe_zero(void) { return fe_constant((const uint64_t[5]){0}); }
FE_INLINE fe fe_one(void) { return fe_constant((const uint64_t[5]){1}); }

/// Moves what each limb has above 51 bits to the next limb, all at once; what leaves the top returns as 19 times itself.
///
/// A loose limb hands on less than 2^11, the top one 19 times as much: the result is below 2^51 + 2^11 * 19 < 2^51 + 2^16, carried.
FE_INLINE fe fe_carry(fe a) {
    vec mask = vec_of(FE_LIMB_MASK), over[5];
    for (int k = 0; k < 5; k++) over[k] = _mm512_srli_epi64(a.limb[k], 51);
    fe r;
    r.limb[0] = vec_add_low(vec_and(a.limb[0], mask), over[4], vec_of(19));
    for (int k = 1; k < 5; k++) r.limb[k] = vec_add(vec_and(a.limb[k], mask), over[k - 1]);
    return r;
}

/// a + b without a carry: loose.
FE_INLINE fe fe_add_loose(fe a, fe b) {
    fe r;
    for (int k = 0; k < 5; k++) r.limb[k] = vec_add(a.limb[k], b.limb[k]);
    return r;
}

/// Limb k of 2^shift p.
FE_INLINE vec vec_of_p(int k, int shift) { return vec_of((k == 0 ? FE_LIMB_MASK - 18 : FE_LIMB_MASK) << shift); }

/// a - b without a carry, where a is a minuend or the sum of one and of products, and b a product.
///
/// A limb of a minuend is 2^60 - 2^14 at least, one of a product below 2^59.
FE_INLINE fe fe_sub_loose(fe a, fe b) {
    fe r;
    for (int k = 0; k < 5; k++) r.limb[k] = vec_sub(a.limb[k], b.limb[k]);
    return r;
}

FE_INLINE fe fe_add(fe a, fe b) { return fe_carry(fe_add_loose(a, b)); }

/// Limbs of b are below 2^51 + 2^16, those of 4 p above 2^53 - 2^7.
FE_INLINE fe fe_sub(fe a, fe b) {
    for (int k = 0; k < 5; k++) a.limb[k] = vec_add(a.limb[k], vec_of_p(k, 2));
    return fe_carry(fe_sub_loose(a, b));
}

FE_INLINE fe fe_neg(fe a) { return fe_sub(fe_zero(), a); }

/// a + b for a product: here, a factor has to be carried.
FE_INLINE fe fe_add_factor(fe a, fe b) { return fe_add(a, b); }

// MARK: - Products

/// z times a small number.
FE_INLINE vec vec_times(vec z, uint64_t number) { return _mm512_mullo_epi64(z, vec_of(number)); }

// A product is summed in columns that weigh 2^(51 c). The low half of a_i b_j belongs to column i + j; its high half weighs 2^52, so
// twice what the next column does. Of carried operands, a low half is below 2^52 and a high half below 2^50 (1 + 2^-34).
//
// High halves are summed first, as high[c] with i + j = c; each column starts from twice the one before it, and the low halves go
// on top. A minuend's columns start from 2^9 p: half of it where they are doubled once, a quarter where twice.

/// Makes five limbs of the columns; those from 5 on return as 19 times themselves (2^255 = 19), and column 9 is twice high[8].
///
/// With n = 1 2 3 4 5 4 3 2 1 terms, column c is below (n_c + n_(c-1) / 2) 2^52 (1 + 2^-34): in units of 2^52
///     1  2.5  4  5.5  7  6.5  5  3.5  2  0.5
/// and the limbs of the result, column k + 19 column (k + 5), are below
///     124.5  97.5  70.5  43.5  16.5
/// of that unit, so below 2^59; a minuend's, with the 2^9 p, below 2^60 + 2^59.
FE_INLINE fe fe_fold(const vec column[9], vec last_high) {
    fe r;
    for (int k = 0; k < 4; k++) r.limb[k] = vec_add(column[k], vec_times(column[k + 5], 19));
    r.limb[4] = vec_add(column[4], vec_times(last_high, 2 * 19));
    return r;
}

/// a b, a product or a minuend.
FE_INLINE fe fe_mul_loose(fe a, fe b, int is_minuend) {
    vec zero = _mm512_setzero_si512(), high[9], column[9];
    for (int c = 0; c < 9; c++) high[c] = is_minuend && c < 4 ? vec_of_p(c + 1, 8) : zero;
#pragma clang loop unroll(full)
    for (int i = 0; i < 5; i++) {
#pragma clang loop unroll(full)
        for (int j = 0; j < 5; j++) high[i + j] = vec_add_high(high[i + j], a.limb[i], b.limb[j]);
    }
    column[0] = is_minuend ? vec_of_p(0, 9) : zero;
    for (int c = 1; c < 9; c++) column[c] = vec_add(high[c - 1], high[c - 1]);
#pragma clang loop unroll(full)
    for (int i = 0; i < 5; i++) {
#pragma clang loop unroll(full)
        for (int j = 0; j < 5; j++) column[i + j] = vec_add_low(column[i + j], a.limb[i], b.limb[j]);
    }
    return fe_fold(column, high[8]);
}

/// a^2, a product or a minuend: products of different limbs are taken once and doubled.
///
/// high[c] is doubled for that, gets the squares' high halves, and then, with the low halves of the next column's products of
/// different limbs, is half of that column but for a square's low half.
FE_INLINE fe fe_sq_loose(fe a, int is_minuend) {
    vec zero = _mm512_setzero_si512(), high[9], column[9];
    for (int c = 0; c < 9; c++) high[c] = is_minuend && c < 4 ? vec_of_p(c + 1, c == 0 ? 8 : 7) : zero;
#pragma clang loop unroll(full)
    for (int i = 0; i < 5; i++) {
#pragma clang loop unroll(full)
        for (int j = i + 1; j < 5; j++) high[i + j] = vec_add_high(high[i + j], a.limb[i], a.limb[j]);
    }
    for (int c = 1; c < 8; c++) high[c] = vec_add(high[c], high[c]);
    for (int i = 0; i < 5; i++) high[2 * i] = vec_add_high(high[2 * i], a.limb[i], a.limb[i]);
#pragma clang loop unroll(full)
    for (int i = 0; i < 5; i++) {
#pragma clang loop unroll(full)
        for (int j = i + 1; j < 5; j++) high[i + j - 1] = vec_add_low(high[i + j - 1], a.limb[i], a.limb[j]);
    }
    column[0] = is_minuend ? vec_of_p(0, 9) : zero;
    for (int c = 1; c < 9; c++) column[c] = vec_add(high[c - 1], high[c - 1]);
    for (int i = 0; i < 5; i++) column[2 * i] = vec_add_low(column[2 * i], a.limb[i], a.limb[i]);
    return fe_fold(column, high[8]);
}

FE_INLINE fe fe_mul(fe a, fe b) { return fe_carry(fe_mul_loose(a, b, 0)); }
FE_INLINE fe fe_sq(fe a) { return fe_carry(fe_sq_loose(a, 0)); }

// MARK: - Canonical values

/// Carries from limb to limb, and returns what leaves the top: fe_canonical's step.
FE_INLINE vec fe_carry_through(fe *a) {
    vec mask = vec_of(FE_LIMB_MASK);
    for (int k = 0; k < 4; k++) {
        a->limb[k + 1] = vec_add(a->limb[k + 1], _mm512_srli_epi64(a->limb[k], 51));
        a->limb[k] = vec_and(a->limb[k], mask);
    }
    vec over = _mm512_srli_epi64(a->limb[4], 51);
    a->limb[4] = vec_and(a->limb[4], mask);
    return over;
}

/// The value below p, in exact limbs.
FE_INLINE fe fe_canonical(fe a) {
    // A carried element is below 2^255 (1 + 2^-34): at most 1 leaves the top, and then less than 2^222 stays.
    vec over = fe_carry_through(&a);
    a.limb[0] = vec_add(a.limb[0], vec_times(over, 19));
    // Now it is below 2^255 + 19 < 2 p. It is p or more exactly where adding 19 reaches 2^255: then p, 2^255 - 19, goes.
    vec reaches = _mm512_srli_epi64(vec_add(a.limb[0], vec_of(19)), 51);
    for (int k = 1; k < 5; k++) reaches = _mm512_srli_epi64(vec_add(a.limb[k], reaches), 51);
    a.limb[0] = vec_add(a.limb[0], vec_times(reaches, 19));
    fe_carry_through(&a);
    return a;
}

/// Lanes whose value is 0 modulo p.
FE_INLINE lanemask fe_is_zero(fe a) {
    a = fe_canonical(a);
    vec any = vec_or(vec_or(vec_or(a.limb[0], a.limb[1]), vec_or(a.limb[2], a.limb[3])), a.limb[4]);
    return _mm512_testn_epi64_mask(any, any);
}

/// Lanes whose value below p is odd: IS_NEGATIVE, RFC 9496 section 4.1.
FE_INLINE lanemask fe_is_negative(fe a) { return _mm512_test_epi64_mask(fe_canonical(a).limb[0], vec_of(1)); }

// MARK: - Choices

/// b in the lanes of the mask, a in the others.
FE_INLINE vec vec_select(vec a, vec b, lanemask mask) { return _mm512_mask_mov_epi64(a, mask, b); }

/// b where every bit of the mask is set, a where none is: a mask in a vector, of which there can be more than of lanemasks.
FE_INLINE vec vec_choose(vec a, vec b, vec mask) { return _mm512_ternarylogic_epi64(a, mask, b, 0xb8); }

FE_INLINE fe fe_select(fe a, fe b, lanemask mask) {
    fe r;
    for (int k = 0; k < 5; k++) r.limb[k] = vec_select(a.limb[k], b.limb[k], mask);
    return r;
}

FE_INLINE fe fe_negate_if(fe a, lanemask mask) { return fe_select(a, fe_neg(a), mask); }

// MARK: - Bytes

/// Reads an element a lane from 32 bytes, little-endian, which start `stride` bytes after those of the lane before; bit 255 is
/// dropped. The limbs are exact, the value may be p to p + 18.
FE_INLINE fe fe_load(const uint8_t *bytes, size_t stride) {
    vec lane = _mm512_mullo_epi64(_mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0), vec_of(stride));
    vec word[4], mask = vec_of(FE_LIMB_MASK);
    for (int w = 0; w < 4; w++) word[w] = _mm512_i64gather_epi64(lane, bytes + 8 * w, 1);
    fe r;
    r.limb[0] = vec_and(word[0], mask);
    r.limb[1] = vec_and(vec_or(_mm512_srli_epi64(word[0], 51), _mm512_slli_epi64(word[1], 13)), mask);
    r.limb[2] = vec_and(vec_or(_mm512_srli_epi64(word[1], 38), _mm512_slli_epi64(word[2], 26)), mask);
    r.limb[3] = vec_and(vec_or(_mm512_srli_epi64(word[2], 25), _mm512_slli_epi64(word[3], 39)), mask);
    r.limb[4] = vec_and(_mm512_srli_epi64(word[3], 12), mask);
    return r;
}

/// Writes the values below p as fe_load reads them.
FE_INLINE void fe_store(uint8_t *bytes, size_t stride, fe a) {
    vec lane = _mm512_mullo_epi64(_mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0), vec_of(stride));
    a = fe_canonical(a);
    vec word[4];
    word[0] = vec_or(a.limb[0], _mm512_slli_epi64(a.limb[1], 51));
    word[1] = vec_or(_mm512_srli_epi64(a.limb[1], 13), _mm512_slli_epi64(a.limb[2], 38));
    word[2] = vec_or(_mm512_srli_epi64(a.limb[2], 26), _mm512_slli_epi64(a.limb[3], 25));
    word[3] = vec_or(_mm512_srli_epi64(a.limb[3], 39), _mm512_slli_epi64(a.limb[4], 12));
    for (int w = 0; w < 4; w++) _mm512_i64scatter_epi64(bytes + 8 * w, lane, word[w], 1);
}

#endif
