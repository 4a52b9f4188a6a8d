// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The body of a probe, compiled with a field header and group.inc.h.

static fe probe_fe(const uint64_t *words) {
    fe a;
    memcpy(&a, words, sizeof a);
    return a;
}

static fe probe_mask(lanemask mask) {
    return fe_select(fe_zero(), fe_one(), mask);
}

/// Every second lane.
static lanemask probe_odd_lanes(void) {
    uint8_t bytes[FE_LANES * 32] = {0};
    for (int lane = 1; lane < FE_LANES; lane += 2) bytes[lane * 32] = 1;
    return fe_is_negative(fe_load(bytes, 32));
}

/// b in odd lanes, by a mask in a vector.
static fe probe_choose_odd(fe a, fe b) {
    vec mask = vec_sub(fe_zero().limb[0], fe_select(fe_zero(), fe_one(), probe_odd_lanes()).limb[0]);
    for (int k = 0; k < FE_LIMBS; k++) a.limb[k] = vec_choose(a.limb[k], b.limb[k], mask);
    return a;
}

static void probe_operate(clp_operation operation, const uint64_t *a_words, const uint64_t *b_words, uint64_t *result) {
    fe a = probe_fe(a_words), b = probe_fe(b_words), r = fe_zero();
    switch (operation) {
    case CLP_ADD: r = fe_add(a, b); break;
    case CLP_SUB: r = fe_sub(a, b); break;
    case CLP_NEG: r = fe_neg(a); break;
    case CLP_MUL: r = fe_mul(a, b); break;
    case CLP_SQ: r = fe_sq(a); break;
    case CLP_CARRY: r = fe_carry(a); break;
    case CLP_CANONICAL: r = fe_canonical(a); break;
    case CLP_IS_ZERO: r = probe_mask(fe_is_zero(a)); break;
    case CLP_IS_NEGATIVE: r = probe_mask(fe_is_negative(a)); break;
    case CLP_SELECT_ODD: r = fe_select(a, b, probe_odd_lanes()); break;
    case CLP_NEGATE_ODD: r = fe_negate_if(a, probe_odd_lanes()); break;
    case CLP_INVERT: r = fe_invert(a); break;
    case CLP_ADD_LOOSE: r = fe_add_loose(a, b); break;
    case CLP_MUL_LOOSE: r = fe_mul_loose(a, b, 0); break;
    case CLP_SQ_LOOSE: r = fe_sq_loose(a, 0); break;
    case CLP_MUL_MINUEND: r = fe_mul_loose(a, b, 1); break;
    case CLP_SQ_MINUEND: r = fe_sq_loose(a, 1); break;
    case CLP_SUB_LOOSE: r = fe_sub_loose(fe_mul_loose(a, fe_one(), 1), b); break;
    case CLP_CHOOSE_ODD: r = probe_choose_odd(a, b); break;
    }
    memcpy(result, &r, sizeof r);
}

static void probe_load(const uint8_t *bytes, uint64_t *result) {
    fe a = fe_load(bytes, 32);
    memcpy(result, &a, sizeof a);
}

static void probe_store(const uint64_t *a, uint8_t *bytes) { fe_store(bytes, 32, probe_fe(a)); }

static unsigned probe_decode(const uint8_t *encodings) {
    fe s[TEAM] = {fe_load(encodings, 32), fe_one()};
    point p[TEAM];
    lanemask is_point[TEAM];
    point_decode(p, is_point, s);
    return mask_bits(is_point[0]);
}

static void probe_encode_twice(const uint8_t *encodings, unsigned torsion, const uint8_t *scales, uint8_t *results) {
    fe s[TEAM] = {fe_load(encodings, 32), fe_zero()};
    point p[TEAM];
    lanemask is_point[TEAM], is_identity;
    point_decode(p, is_point, s);
    fe x = p[0].X, y = p[0].Y, i = fe_constant(constant_sqrt_m1);
    // Plus (i, 0), then plus (0, -1).
    if (torsion & 1) {
        fe x_before = x;
        x = fe_mul(i, y);
        y = fe_mul(i, x_before);
    }
    if (torsion & 2) {
        x = fe_neg(x);
        y = fe_neg(y);
    }
    fe z = fe_load(scales, 32);
    point q = {fe_mul(x, z), fe_mul(y, z), z, fe_mul(fe_mul(x, y), z)};
    doubling twice = doubling_of(q);
    fe inverse = fe_invert(doubling_divisor(&twice, &is_identity)), encoded[TEAM];
    doubling_encode(
        encoded, (const doubling *[]){&twice, &twice}, (const fe[]){inverse, inverse}, (const lanemask[]){is_identity, is_identity});
    fe_store(results, 32, encoded[0]);
}

static void probe_constants(uint8_t *results) {
    const uint64_t *constants[7] = {
        constant_d, constant_two_d, constant_sqrt_m1, constant_sqrt_ad_minus_one, constant_invsqrt_a_minus_d,
        constant_one_minus_d_sq, constant_d_minus_one_sq};
    uint8_t lanes[FE_LANES * 32];
    for (int i = 0; i < 7; i++) {
        fe_store(lanes, 32, fe_constant(constants[i]));
        memcpy(results + 32 * i, lanes, 32);
    }
}
