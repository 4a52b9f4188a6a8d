// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The field of 2^255 - 19 on four lanes of AVX2; one of the two headers that group.inc.h is compiled with.
//
// The only wide product that AVX2 has, vpmuludq, is 32 x 32 -> 64 bits. An element is therefore ten limbs of 26 and 25 bits in
// turn, radix 2^25.5 (Bernstein, "Curve25519: new Diffie-Hellman speed records", PKC 2006, section 4), and each vector holds one
// limb of four elements (Cheng, Groszschaedl, Tian, Roenne, Ryan, "High-throughput elliptic curve cryptography using AVX2 vector
// instructions", SAC 2020). Limb k weighs 2^w(k), w = 0 26 51 77 102 128 153 179 204 230.
//
// Classes of limbs, even ones and odd ones:
//
//   exact    below 2^26, 2^25; what fe_load and fe_constant give, and fe_canonical, whose value is below p as well
//   carried  below 2^26 + 2^18, 2^25 + 2^18: operands and results of every function, where nothing else is said
//   factor   what fe_add_factor gives, below twice that, and fe_sub_factor, below three times that: operands of products
//   loose    below 2^64 - 2^39: products and their sums, which fe_carry takes back to carried
//
// A bound is also written as m, a multiple of 2^26 for even and of 2^25 for odd limbs: 1.008 carried, 2.016 and 3.024 factors.
// vpmuludq takes them times 19, and odd ones times 38: 19 * 3.024 * 2^26 < 2^32.

#ifndef SYMBOLON_FIELD_AVX2_H
#define SYMBOLON_FIELD_AVX2_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define FE_LANES 4
#define FE_LIMBS 10
#define FE_INLINE static inline __attribute__((always_inline))
#define FE_UNROLL _Pragma("clang loop unroll(full)")

/// Before a loop of products in a formula: one of ten limbs is 300 instructions, and stays one.
#define FE_PRODUCT_LOOP _Pragma("clang loop unroll(disable)")

/// Before a function that is a product of a formula: with its code in one place, that of all formulas stays within the first-level
/// instruction cache.
#define FE_PRODUCT OUT_OF_LINE

/// One 64-bit word of each lane.
typedef __m256i vec;

/// All ones in the lanes that are meant, all zeros in the others.
typedef __m256i lanemask;

/// Four field elements.
typedef struct {
    vec limb[FE_LIMBS];
} fe;

/// Between the steps of a formula: here, there is no better order than the compiler's.
FE_INLINE void fe_hold(fe *a) { (void)a; }

FE_INLINE vec vec_of(uint64_t word) { return _mm256_set1_epi64x((long long)word); }
FE_INLINE vec vec_add(vec a, vec b) { return _mm256_add_epi64(a, b); }
FE_INLINE vec vec_sub(vec a, vec b) { return _mm256_sub_epi64(a, b); }
FE_INLINE vec vec_and(vec a, vec b) { return _mm256_and_si256(a, b); }
FE_INLINE vec vec_or(vec a, vec b) { return _mm256_or_si256(a, b); }

/// The product of the low 32 bits of each lane.
FE_INLINE vec vec_times(vec a, vec b) { return _mm256_mul_epu32(a, b); }

/// The same value, of which the compiler knows nothing.
///
/// It takes vec_times for a 64-bit product of masked operands: what it knows of 19 b or of a sum of products makes it build 64-bit
/// products of several instructions, and add up columns with more values alive than there are registers.
FE_INLINE vec vec_settled(vec a) {
    __asm__("" : "+x"(a));
    return a;
}

// MARK: - Masks

FE_INLINE lanemask mask_none(void) { return _mm256_setzero_si256(); }
FE_INLINE lanemask mask_all(void) { return _mm256_set1_epi64x(-1); }
FE_INLINE lanemask mask_and(lanemask a, lanemask b) { return _mm256_and_si256(a, b); }
FE_INLINE lanemask mask_or(lanemask a, lanemask b) { return _mm256_or_si256(a, b); }
FE_INLINE lanemask mask_not(lanemask a) { return _mm256_xor_si256(a, mask_all()); }

/// All lanes where the bit is 1, none where it is 0; without a branch.
FE_INLINE lanemask mask_if(uint32_t bit) { return vec_of(0 - (uint64_t)bit); }

/// Bit i stands for lane i.
FE_INLINE unsigned mask_bits(lanemask mask) { return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(mask)); }

// MARK: - Constants, carrying and sums

FE_INLINE int limb_bits(int k) { return k & 1 ? 25 : 26; }
FE_INLINE uint64_t limb_mask(int k) { return (UINT64_C(1) << limb_bits(k)) - 1; }

/// A limb of p: 2^26 - 19, then all ones.
FE_INLINE uint64_t limb_of_p(int k) { return k ? limb_mask(k) : limb_mask(k) - 18; }

/// The same value in all lanes, from exact limbs of 51 bits: each is two of this field's.
FE_INLINE fe fe_constant(const uint64_t limbs[5]) {
    fe r;
    FE_UNROLL for (int k = 0; k < 5; k++) {
        r.limb[2 * k] = vec_of(limbs[k] & limb_mask(0));
        r.limb[2 * k + 1] = vec_of(limbs[k] >> 26);
    }
    return r;
}

FE_INLINE fe fe_zero(void) { return fe_constant((const uint64_t[5]){0}); }
FE_INLINE fe fe_one(void) { return fe_constant((const uint64_t[5]){1}); }

/// 19 z, of words below 2^58, by shifts: they are fewer instructions than a product of more than 32 bits.
FE_INLINE vec vec_times_19(vec z) {
    return vec_add(vec_settled(vec_add(z, vec_settled(_mm256_slli_epi64(z, 1)))), _mm256_slli_epi64(z, 4));
}

/// Moves what limb k has above its bits to the next limb; what leaves the top returns as 19 times itself.
FE_INLINE void fe_carry_limb(fe *a, int k) {
    vec over = _mm256_srli_epi64(a->limb[k], limb_bits(k));
    a->limb[k] = vec_and(a->limb[k], vec_of(limb_mask(k)));
    if (k == FE_LIMBS - 1) {
        a->limb[0] = vec_add(a->limb[0], vec_times_19(over));
    } else {
        a->limb[k + 1] = vec_add(a->limb[k + 1], over);
    }
}

/// Takes loose limbs back to carried ones, in two chains side by side.
///
/// Each carry is at most 2^39. Limbs 4 and 0 are carried twice. Limb 4 is below 2^26 + 2^39 the second time and hands on at most
/// 2^13: limb 5 stays below 2^25 + 2^14. The top hands on at most 19 * 2^39 < 2^43.3, so limb 0 less than 2^17.4: limb 1 is below
/// 2^25 + 2^18 then. All others are exact.
FE_INLINE fe fe_carry(fe a) {
    fe_carry_limb(&a, 0);
    fe_carry_limb(&a, 4);
    fe_carry_limb(&a, 1);
    fe_carry_limb(&a, 5);
    fe_carry_limb(&a, 2);
    fe_carry_limb(&a, 6);
    fe_carry_limb(&a, 3);
    fe_carry_limb(&a, 7);
    fe_carry_limb(&a, 4);
    fe_carry_limb(&a, 8);
    fe_carry_limb(&a, 9);
    fe_carry_limb(&a, 0);
    return a;
}

/// Takes limbs below 2^32 back to carried ones, all at once.
///
/// The carries are below 2^7, and 19 times that of the top below 2^12.
FE_INLINE fe fe_carry_once(fe a) {
    vec over[FE_LIMBS];
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) over[k] = _mm256_srli_epi64(a.limb[k], limb_bits(k));
    fe r;
    r.limb[0] = vec_add(vec_and(a.limb[0], vec_of(limb_mask(0))), vec_times(over[9], vec_of(19)));
    FE_UNROLL for (int k = 1; k < FE_LIMBS; k++) r.limb[k] = vec_add(vec_and(a.limb[k], vec_of(limb_mask(k))), over[k - 1]);
    return r;
}

/// a + b without a carry: the sum of their bounds.
FE_INLINE fe fe_add_loose(fe a, fe b) {
    fe r;
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) r.limb[k] = vec_add(a.limb[k], b.limb[k]);
    return r;
}

/// a - b + 2^shift p without a carry; the shift makes every limb of the multiple of p at least as large as b's.
FE_INLINE fe fe_sub_biased(fe a, fe b, int shift) {
    fe r;
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) r.limb[k] = vec_sub(vec_add(a.limb[k], vec_of(limb_of_p(k) << shift)), b.limb[k]);
    return r;
}

/// a - b without a carry, where a is a product or a sum of some, and b a product of operands whose m multiply to at most 4.1, such
/// as a sum and itself: loose.
///
/// Even and odd limbs of b are below 2^61.01 and 2^60.31 (fe_mul_loose), those of 2^36 p above 2^62 - 2^41 and 2^61 - 2^37.
FE_INLINE fe fe_sub_loose(fe a, fe b) { return fe_sub_biased(a, b, 36); }

/// a + b for a product: m = 2.016.
FE_INLINE fe fe_add_factor(fe a, fe b) { return fe_add_loose(a, b); }

/// a - b for a product: m < 3.024. Limbs of 2 p are above those of b.
FE_INLINE fe fe_sub_factor(fe a, fe b) { return fe_sub_biased(a, b, 1); }

FE_INLINE fe fe_add(fe a, fe b) { return fe_carry_once(fe_add_loose(a, b)); }
FE_INLINE fe fe_sub(fe a, fe b) { return fe_carry_once(fe_sub_factor(a, b)); }
FE_INLINE fe fe_neg(fe a) { return fe_sub(fe_zero(), a); }

// MARK: - Products

/// a b, loose. A minuend is a product like others here: fe_sub_loose adds the multiple of p.
///
/// 2^w(i) 2^w(j) is 2^w(i + j), twice that where i and j are odd; 2^w(10 + k) returns as 19 2^w(k). Of operands with bounds m and
/// n, even limbs of the result are largest at 0, where one product comes once, four 19 times and five of odd limbs 38 times: at
/// most (1 + 4 * 19 + 5 * 38 / 4) 2^52 m n < 2^58.97 m n; odd ones at 1, with two products once and eight 19 times: at most
/// (2 + 8 * 19) 2^51 m n < 2^58.27 m n. With m n <= 4.1 that is below 2^61.01 and 2^60.31, of two differences below 2^62.2.
FE_INLINE fe fe_mul_loose(fe a, fe b, int is_minuend) {
    (void)is_minuend;
    vec b_19[FE_LIMBS];
    FE_UNROLL for (int j = 1; j < FE_LIMBS; j++) b_19[j] = vec_settled(vec_times(b.limb[j], vec_of(19)));
    fe r = fe_zero();
    FE_UNROLL for (int i = 0; i < FE_LIMBS; i++) {
        vec twice = vec_settled(vec_add(a.limb[i], a.limb[i]));
        FE_UNROLL for (int j = 0; j < FE_LIMBS; j++) {
            int both_odd = i & j & 1, k = (i + j) % FE_LIMBS;
            vec product = vec_times(both_odd ? twice : a.limb[i], i + j < FE_LIMBS ? b.limb[j] : b_19[j]);
            r.limb[k] = i ? vec_settled(vec_add(r.limb[k], product)) : product;
        }
    }
    return r;
}

/// a^2, loose: as fe_mul_loose of a and a, but equal products are taken once, and doubled.
FE_INLINE fe fe_sq_loose(fe a, int is_minuend) {
    (void)is_minuend;
    vec twice[FE_LIMBS], folded[FE_LIMBS];  // folded: 19 times an even limb, 38 times an odd one
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) twice[k] = vec_settled(vec_add(a.limb[k], a.limb[k]));
    FE_UNROLL for (int k = 5; k < FE_LIMBS; k++) folded[k] = vec_settled(vec_times(a.limb[k], vec_of(k & 1 ? 38 : 19)));
    fe r = fe_zero();
    FE_UNROLL for (int i = 0; i < FE_LIMBS; i++) {
        FE_UNROLL for (int j = i; j < FE_LIMBS; j++) {
            int both_odd = i & j & 1, folds = i + j >= FE_LIMBS, k = (i + j) % FE_LIMBS;
            // The factor 2 of two odd limbs is in the right operand, that of a pair in the left; but 38 times an odd limb has the
            // one of the pair already where the other limb is even.
            int pair = i != j && (both_odd || !(folds && (j & 1)));
            vec right = folds ? folded[j] : both_odd ? twice[j] : a.limb[j];
            vec product = vec_times(pair ? twice[i] : a.limb[i], right);
            r.limb[k] = i ? vec_settled(vec_add(r.limb[k], product)) : product;
        }
    }
    return r;
}

FE_INLINE fe fe_mul(fe a, fe b) { return fe_carry(fe_mul_loose(a, b, 0)); }
FE_INLINE fe fe_sq(fe a) { return fe_carry(fe_sq_loose(a, 0)); }

// MARK: - Canonical values

/// The value below p, in exact limbs.
FE_INLINE fe fe_canonical(fe a) {
    // Below 2^255 (1 + 2^-12) after this, so below 2 p. It is p or more exactly where adding 19 reaches 2^255: then p, which is
    // 2^255 - 19, goes.
    a = fe_carry_once(a);
    vec reaches = vec_of(19);
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) reaches = _mm256_srli_epi64(vec_add(a.limb[k], reaches), limb_bits(k));
    a.limb[0] = vec_add(a.limb[0], vec_times(reaches, vec_of(19)));
    FE_UNROLL for (int k = 0; k < FE_LIMBS - 1; k++) fe_carry_limb(&a, k);
    a.limb[9] = vec_and(a.limb[9], vec_of(limb_mask(9)));
    return a;
}

/// Lanes whose value is 0 modulo p.
FE_INLINE lanemask fe_is_zero(fe a) {
    a = fe_canonical(a);
    vec any = a.limb[0];
    FE_UNROLL for (int k = 1; k < FE_LIMBS; k++) any = vec_or(any, a.limb[k]);
    return _mm256_cmpeq_epi64(any, _mm256_setzero_si256());
}

/// Lanes whose value below p is odd: IS_NEGATIVE, RFC 9496 section 4.1.
FE_INLINE lanemask fe_is_negative(fe a) {
    return vec_sub(_mm256_setzero_si256(), vec_and(fe_canonical(a).limb[0], vec_of(1)));
}

// MARK: - Choices

/// b in the lanes of the mask, a in the others.
FE_INLINE vec vec_select(vec a, vec b, lanemask mask) { return _mm256_blendv_epi8(a, b, mask); }
FE_INLINE vec vec_choose(vec a, vec b, vec mask) { return vec_select(a, b, mask); }
FE_INLINE fe fe_select(fe a, fe b, lanemask mask) {
    fe r;
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) r.limb[k] = vec_select(a.limb[k], b.limb[k], mask);
    return r;
}

FE_INLINE fe fe_negate_if(fe a, lanemask mask) { return fe_select(a, fe_neg(a), mask); }

// MARK: - Bytes

/// Turns four rows of four words into columns.
FE_INLINE void vec_transpose(vec row[4]) {
    vec low_01 = _mm256_unpacklo_epi64(row[0], row[1]), high_01 = _mm256_unpackhi_epi64(row[0], row[1]);
    vec low_23 = _mm256_unpacklo_epi64(row[2], row[3]), high_23 = _mm256_unpackhi_epi64(row[2], row[3]);
    row[0] = _mm256_permute2x128_si256(low_01, low_23, 0x20);
    row[1] = _mm256_permute2x128_si256(high_01, high_23, 0x20);
    row[2] = _mm256_permute2x128_si256(low_01, low_23, 0x31);
    row[3] = _mm256_permute2x128_si256(high_01, high_23, 0x31);
}

/// Reads an element a lane from 32 bytes, little-endian, which start `stride` bytes after those of the lane before; bit 255 is
/// dropped. The limbs are exact, the value may be p to p + 18.
FE_INLINE fe fe_load(const uint8_t *bytes, size_t stride) {
    vec word[4];
    FE_UNROLL for (int lane = 0; lane < FE_LANES; lane++)
        word[lane] = _mm256_loadu_si256((const __m256i *)(bytes + (size_t)lane * stride));
    vec_transpose(word);
    fe r = {{
        word[0],
        _mm256_srli_epi64(word[0], 26),
        vec_or(_mm256_srli_epi64(word[0], 51), _mm256_slli_epi64(word[1], 13)),
        _mm256_srli_epi64(word[1], 13),
        _mm256_srli_epi64(word[1], 38),
        word[2],
        _mm256_srli_epi64(word[2], 25),
        vec_or(_mm256_srli_epi64(word[2], 51), _mm256_slli_epi64(word[3], 13)),
        _mm256_srli_epi64(word[3], 12),
        _mm256_srli_epi64(word[3], 38),
    }};
    FE_UNROLL for (int k = 0; k < FE_LIMBS; k++) r.limb[k] = vec_and(r.limb[k], vec_of(limb_mask(k)));
    return r;
}

/// Writes the values below p as fe_load reads them.
FE_INLINE void fe_store(uint8_t *bytes, size_t stride, fe a) {
    a = fe_canonical(a);
    vec word[4] = {
        vec_or(vec_or(a.limb[0], _mm256_slli_epi64(a.limb[1], 26)), _mm256_slli_epi64(a.limb[2], 51)),
        vec_or(
            vec_or(_mm256_srli_epi64(a.limb[2], 13), _mm256_slli_epi64(a.limb[3], 13)), _mm256_slli_epi64(a.limb[4], 38)),
        vec_or(vec_or(a.limb[5], _mm256_slli_epi64(a.limb[6], 25)), _mm256_slli_epi64(a.limb[7], 51)),
        vec_or(
            vec_or(_mm256_srli_epi64(a.limb[7], 13), _mm256_slli_epi64(a.limb[8], 12)), _mm256_slli_epi64(a.limb[9], 38)),
    };
    vec_transpose(word);
    FE_UNROLL for (int lane = 0; lane < FE_LANES; lane++)
        _mm256_storeu_si256((__m256i *)(bytes + (size_t)lane * stride), word[lane]);
}

#endif
