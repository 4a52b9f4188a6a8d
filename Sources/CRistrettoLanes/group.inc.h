// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// ristretto255 (RFC 9496) over lanes: written once, and compiled with each field header. A value named in the comments is one of
// every lane; where the RFC chooses by a condition, a mask chooses a lane at a time, and nothing branches.
//
// Inverse square roots are chains of 254 squarings, each waiting for the one before. They are taken for a team of two groups of
// lanes at a time, so that one chain works while the other waits.

#define TEAM 2

/// Out of line, so that the code of the loops stays within the first-level instruction cache; and with a stack aligned to vectors:
/// clang spills registers to where the caller left it, and spills across cache lines cost a fifth of the time.
#define OUT_OF_LINE static __attribute__((noinline, force_align_arg_pointer))

// MARK: - Constants, RFC 9496 section 4.1; LaneFieldTests computes them anew

static const uint64_t constant_d[5] = {
    0x34dca135978a3, 0x1a8283b156ebd, 0x5e7a26001c029, 0x739c663a03cbb, 0x52036cee2b6ff};
static const uint64_t constant_two_d[5] = {
    0x69b9426b2f159, 0x35050762add7a, 0x3cf44c0038052, 0x6738cc7407977, 0x2406d9dc56dff};
static const uint64_t constant_sqrt_m1[5] = {
    0x61b274a0ea0b0, 0x0d5a5fc8f189d, 0x7ef5e9cbd0c60, 0x78595a6804c9e, 0x2b8324804fc1d};
static const uint64_t constant_sqrt_ad_minus_one[5] = {
    0x7f6a0497b2e1b, 0x1836f0a97afd2, 0x7d747f6be7638, 0x456079e7e6498, 0x376931bf2b834};
static const uint64_t constant_invsqrt_a_minus_d[5] = {
    0x0fdaa805d40ea, 0x2eb482e57d339, 0x007610274bc58, 0x6510b613dc8ff, 0x786c8905cfaff};
static const uint64_t constant_one_minus_d_sq[5] = {
    0x409c1945fc176, 0x719abc6a1fc4f, 0x1c37f90b20684, 0x06bccca55eedf, 0x029072a8b2b3e};
static const uint64_t constant_d_minus_one_sq[5] = {
    0x55aaa44ed4d20, 0x59603c3332635, 0x26d3baf4a7928, 0x120a66e6997a9, 0x5968b37af66c2};

// MARK: - Powers and roots

FE_INLINE lanemask fe_equal(fe a, fe b) { return fe_is_zero(fe_sub(a, b)); }

/// CT_ABS, RFC 9496 section 4.1.
FE_INLINE fe fe_abs(fe a) { return fe_negate_if(a, fe_is_negative(a)); }

/// Squares each element of a team `count` times.
OUT_OF_LINE void square_times(fe x[TEAM], int count) {
    fe a = x[0], b = x[1];
    for (int i = 0; i < count; i++) {
        a = fe_sq(a);
        b = fe_sq(b);
    }
    x[0] = a;
    x[1] = b;
}

/// product[i] = x[i]^(2^count) y[i]
OUT_OF_LINE void square_times_multiply(fe product[TEAM], const fe x[TEAM], int count, const fe y[TEAM]) {
    fe power[TEAM];
    for (int i = 0; i < TEAM; i++) power[i] = x[i];
    square_times(power, count);
    for (int i = 0; i < TEAM; i++) product[i] = fe_mul(power[i], y[i]);
}

/// z^(2^250 - 1) and z^11, on which both exponents that are needed are built; the usual chain of 11 multiplications.
OUT_OF_LINE void power_start(fe long_power[TEAM], fe z11[TEAM], const fe z[TEAM]) {
    fe z9[TEAM], five[TEAM], ten[TEAM], twenty[TEAM], fifty[TEAM], hundred[TEAM];  // z^(2^5 - 1) and so on
    for (int i = 0; i < TEAM; i++) {
        fe z2 = fe_sq(z[i]);
        z9[i] = fe_mul(fe_sq(fe_sq(z2)), z[i]);
        z11[i] = fe_mul(z9[i], z2);
        five[i] = fe_mul(fe_sq(z11[i]), z9[i]);
    }
    square_times_multiply(ten, five, 5, five);
    square_times_multiply(twenty, ten, 10, ten);
    square_times_multiply(fifty, twenty, 20, twenty);
    square_times_multiply(fifty, fifty, 10, ten);
    square_times_multiply(hundred, fifty, 50, fifty);
    square_times_multiply(long_power, hundred, 100, hundred);
    square_times_multiply(long_power, long_power, 50, fifty);
}

/// z^((p - 5) / 8) = z^(2^252 - 3)
OUT_OF_LINE void power_for_roots(fe power[TEAM], const fe z[TEAM]) {
    fe start[TEAM], z11[TEAM];
    power_start(start, z11, z);
    square_times_multiply(power, start, 2, z);
}

/// 1 / z = z^(p - 2) = z^(2^255 - 21), and 0 for 0. A team of one: once a block.
OUT_OF_LINE fe fe_invert(fe z) {
    fe team[TEAM] = {z, z}, start[TEAM], z11[TEAM];
    power_start(start, z11, team);
    square_times_multiply(team, start, 5, z11);
    return team[0];
}

/// SQRT_RATIO_M1, RFC 9496 section 4.2: root = sqrt(u / v) or sqrt(i u / v), not negative; tells in which lanes u / v is a square.
OUT_OF_LINE void sqrt_ratio(fe root[TEAM], lanemask was_square[TEAM], const fe u[TEAM], const fe v[TEAM]) {
    fe uv3[TEAM], uv7[TEAM], power[TEAM];
    for (int i = 0; i < TEAM; i++) {
        fe v3 = fe_mul(fe_sq(v[i]), v[i]);
        uv3[i] = fe_mul(u[i], v3);
        uv7[i] = fe_mul(uv3[i], fe_sq(fe_sq(v[i])));
    }
    power_for_roots(power, uv7);
    fe sqrt_m1 = fe_constant(constant_sqrt_m1);
    for (int i = 0; i < TEAM; i++) {
        fe r = fe_mul(uv3[i], power[i]);
        fe check = fe_mul(v[i], fe_sq(r));
        fe minus_u = fe_neg(u[i]);
        lanemask correct = fe_equal(check, u[i]);
        lanemask flipped = fe_equal(check, minus_u);
        lanemask flipped_i = fe_equal(check, fe_mul(minus_u, sqrt_m1));
        r = fe_select(r, fe_mul(r, sqrt_m1), mask_or(flipped, flipped_i));
        root[i] = fe_abs(r);
        was_square[i] = mask_or(correct, flipped);
    }
}

// MARK: - Points

/// A point of the curve in extended coordinates, RFC 9496 section 4.3: x = X / Z, y = Y / Z, X Y = T Z.
typedef union {
    struct {
        fe X, Y, Z, T;
    };
    fe coordinates[4];
} point;

/// A point as an addition reads it.
typedef union {
    struct {
        fe Y_plus_X, Y_minus_X, Z_twice, T_2d;
    };
    fe coordinates[4];
} addend;

FE_INLINE point point_identity(void) { return (point){{fe_zero(), fe_one(), fe_one(), fe_zero()}}; }

FE_INLINE addend addend_of(point p) {
    return (addend){
        {fe_add(p.Y, p.X), fe_sub(p.Y, p.X), fe_add(p.Z, p.Z), fe_mul(p.T, fe_constant(constant_two_d))}};
}

/// products[i] = a[i] b[i], carried or loose.
///
/// A field with long products keeps these loops: each formula has its code once, and that of all formulas stays within the
/// first-level instruction cache.
FE_INLINE void fe_mul_each(fe *products, const fe *const *a, const fe *const *b, int count) {
    FE_PRODUCT_LOOP for (int i = 0; i < count; i++) products[i] = fe_mul(*a[i], *b[i]);
}

FE_INLINE void fe_mul_loose_each(fe *products, const fe *const *a, const fe *const *b, int count) {
    FE_PRODUCT_LOOP for (int i = 0; i < count; i++) products[i] = fe_mul_loose(*a[i], *b[i]);
}

FE_INLINE void fe_sq_loose_each(fe *squares, const fe *const *a, int count) {
    FE_PRODUCT_LOOP for (int i = 0; i < count; i++) squares[i] = fe_sq_loose(*a[i]);
}

/// X = E F, Y = G H, Z = F G and, where it is wanted, T = E H: how both formulas end. T stays, of no use, where it is not wanted.
FE_INLINE void point_finish(point *p, const fe *E, const fe *F, const fe *G, const fe *H, int wants_T) {
    fe_mul_each(p->coordinates, (const fe *[]){E, G, F, E}, (const fe *[]){F, H, G, H}, wants_T ? 4 : 3);
}

/// p + q, in place of p: "add-2008-hwcd-3" for a = -1 (Hisil, Wong, Carter, Dawson 2008, section 3.1), complete on this curve.
///
/// A to D are products; two of them, or one and the bias of fe_sub_loose, are summed before a carry: below 2^61 in IFMA.
FE_INLINE void point_add(point *p, const addend *q, int wants_T) {
    fe difference = fe_sub_factor(p->Y, p->X), sum = fe_add_factor(p->Y, p->X), products[4];
    fe_mul_loose_each(
        products, (const fe *[]){&difference, &sum, &p->T, &p->Z},
        (const fe *[]){&q->Y_minus_X, &q->Y_plus_X, &q->T_2d, &q->Z_twice}, 4);
    fe A = products[0], B = products[1], C = products[2], D = products[3];
    fe E = fe_carry(fe_sub_loose(B, A)), F = fe_carry(fe_sub_loose(D, C));
    fe G = fe_carry(fe_add_loose(D, C)), H = fe_carry(fe_add_loose(B, A));
    point_finish(p, &E, &F, &G, &H, wants_T);
}

/// 2 p, in place: "dbl-2008-hwcd" for a = -1 (the same paper, section 3.3), with the signs of E, F, G and H all turned. T is not
/// read.
///
/// In IFMA squares are below 2^59, the bias of fe_sub_loose below 2^60; F is 2 ZZ + XX - YY + bias: below 2^61.5.
FE_INLINE void point_double(point *p, int wants_T) {
    fe sum = fe_add_factor(p->X, p->Y), squares[4];
    fe_sq_loose_each(squares, (const fe *[]){&p->X, &p->Y, &p->Z, &sum}, 4);
    fe XX = squares[0], YY = squares[1], ZZ = squares[2], sum_squared = squares[3];
    fe H_loose = fe_add_loose(XX, YY), G_loose = fe_sub_loose(XX, YY);
    fe E = fe_carry(fe_sub_loose(H_loose, sum_squared));
    fe F = fe_carry(fe_add_loose(fe_add_loose(ZZ, ZZ), G_loose));
    fe G = fe_carry(G_loose), H = fe_carry(H_loose);
    point_finish(p, &E, &F, &G, &H, wants_T);
}

// MARK: - Multiplication

/// Signed digits of a scalar in radix 16, least first: from -8 to 7, the last from 0 to 8. Secret.
#define DIGITS 64

/// Multiples 1 to 8 of a point.
#define TABLE_ENTRIES 8

/// What a multiplication keeps in memory: its owner zeroes it.
typedef struct {
    addend table[TEAM][TABLE_ENTRIES];
    addend chosen[TEAM];
} multiplication;

OUT_OF_LINE void double_in_place(point *p) { point_double(p, 0); }
OUT_OF_LINE void double_with_T_in_place(point *p) { point_double(p, 1); }
OUT_OF_LINE void add_in_place(point *p, const addend *q) { point_add(p, q, 0); }
OUT_OF_LINE void add_with_T_in_place(point *p, const addend *q) { point_add(p, q, 1); }

/// A coordinate of the entry whose mask is set, of the identity where none is: reads all entries, a limb of each at a time.
FE_INLINE fe choose_coordinate(
    fe of_identity, const addend table[TABLE_ENTRIES], int coordinate, const lanemask is_chosen[TABLE_ENTRIES]) {
    fe r;
#pragma clang loop unroll(full)
    for (int k = 0; k < FE_LIMBS; k++) {
        vec limb = of_identity.limb[k];
#pragma clang loop unroll(full)
        for (int entry = 0; entry < TABLE_ENTRIES; entry++)
            limb = vec_select(limb, table[entry].coordinates[coordinate].limb[k], is_chosen[entry]);
        r.limb[k] = limb;
    }
    return r;
}

/// Chooses the multiple of a secret digit: reads all entries, keeps one by masks, and swaps and negates by a mask for a sign.
OUT_OF_LINE void choose(addend *chosen, const addend table[TABLE_ENTRIES], int8_t digit) {
    uint32_t is_negative = (uint32_t)(int32_t)digit >> 31;
    uint32_t magnitude = ((uint32_t)(int32_t)digit ^ (0 - is_negative)) + is_negative;
    lanemask is_chosen[TABLE_ENTRIES], negates = mask_if(is_negative);
#pragma clang loop unroll(full)
    for (uint32_t entry = 0; entry < TABLE_ENTRIES; entry++)
        is_chosen[entry] = mask_if(((magnitude ^ (entry + 1)) - 1) >> 31);
    fe Y_plus_X = choose_coordinate(fe_one(), table, 0, is_chosen);
    fe Y_minus_X = choose_coordinate(fe_one(), table, 1, is_chosen);
    chosen->Y_plus_X = fe_select(Y_plus_X, Y_minus_X, negates);
    chosen->Y_minus_X = fe_select(Y_minus_X, Y_plus_X, negates);
    chosen->Z_twice = choose_coordinate(fe_constant((const uint64_t[5]){2}), table, 2, is_chosen);
    chosen->T_2d = fe_negate_if(choose_coordinate(fe_zero(), table, 3, is_chosen), negates);
}

/// Multiplies the points of a team in place by the scalar of the digits, in constant time.
OUT_OF_LINE void point_multiply(point p[TEAM], const int8_t digits[DIGITS], multiplication *work) {
    for (int i = 0; i < TEAM; i++) {
        work->table[i][0] = addend_of(p[i]);
        for (int entry = 1; entry < TABLE_ENTRIES; entry++) {
            add_with_T_in_place(&p[i], &work->table[i][0]);
            work->table[i][entry] = addend_of(p[i]);
        }
        p[i] = point_identity();
    }
    for (int place = DIGITS - 1; place >= 0; place--) {
        for (int round = 0; round < 3 && place < DIGITS - 1; round++) {
            for (int i = 0; i < TEAM; i++) double_in_place(&p[i]);
        }
        for (int i = 0; i < TEAM; i++) {
            double_with_T_in_place(&p[i]);
            choose(&work->chosen[i], work->table[i], digits[place]);
        }
        for (int i = 0; i < TEAM; i++) {
            if (place > 0) add_in_place(&p[i], &work->chosen[i]);
            else add_with_T_in_place(&p[i], &work->chosen[i]);
        }
    }
}

// MARK: - Decoding and mapping

/// DECODE, RFC 9496 section 4.3.1, but for what bytes show: each s is below p and not negative. Tells the lanes that are points.
OUT_OF_LINE void point_decode(point p[TEAM], lanemask is_point[TEAM], const fe s[TEAM]) {
    fe one[TEAM] = {fe_one(), fe_one()};
    fe u1[TEAM], u2[TEAM], v[TEAM], v_u2_sqr[TEAM], invsqrt[TEAM];
    lanemask was_square[TEAM];
    for (int i = 0; i < TEAM; i++) {
        fe ss = fe_sq(s[i]);
        u1[i] = fe_sub(fe_one(), ss);
        u2[i] = fe_add(fe_one(), ss);
        fe u2_sqr = fe_sq(u2[i]);
        v[i] = fe_sub(fe_neg(fe_mul(fe_constant(constant_d), fe_sq(u1[i]))), u2_sqr);
        v_u2_sqr[i] = fe_mul(v[i], u2_sqr);
    }
    sqrt_ratio(invsqrt, was_square, one, v_u2_sqr);
    for (int i = 0; i < TEAM; i++) {
        fe den_x = fe_mul(invsqrt[i], u2[i]);
        fe den_y = fe_mul(fe_mul(invsqrt[i], den_x), v[i]);
        p[i].X = fe_abs(fe_mul(fe_add(s[i], s[i]), den_x));
        p[i].Y = fe_mul(u1[i], den_y);
        p[i].Z = fe_one();
        p[i].T = fe_mul(p[i].X, p[i].Y);
        lanemask fails = mask_or(fe_is_negative(p[i].T), fe_is_zero(p[i].Y));
        is_point[i] = mask_and(was_square[i], mask_not(fails));
    }
}

/// MAP of each element of a team, RFC 9496 section 4.3.4.
OUT_OF_LINE void map_to_points(point p[TEAM], const fe t[TEAM]) {
    fe r[TEAM], u[TEAM], v[TEAM], root[TEAM];
    lanemask was_square[TEAM];
    fe one = fe_one(), minus_one = fe_neg(one), d = fe_constant(constant_d);
    for (int i = 0; i < TEAM; i++) {
        r[i] = fe_mul(fe_constant(constant_sqrt_m1), fe_sq(t[i]));
        u[i] = fe_mul(fe_add(r[i], one), fe_constant(constant_one_minus_d_sq));
        v[i] = fe_mul(fe_sub(minus_one, fe_mul(r[i], d)), fe_add(r[i], d));
    }
    sqrt_ratio(root, was_square, u, v);
    for (int i = 0; i < TEAM; i++) {
        fe s_prime = fe_neg(fe_abs(fe_mul(root[i], t[i])));
        fe s = fe_select(s_prime, root[i], was_square[i]);
        fe c = fe_select(r[i], minus_one, was_square[i]);
        fe N = fe_sub(fe_mul(fe_mul(c, fe_sub(r[i], one)), fe_constant(constant_d_minus_one_sq)), v[i]);
        fe ss = fe_sq(s);
        fe w0 = fe_mul(fe_add(s, s), v[i]);
        fe w1 = fe_mul(N, fe_constant(constant_sqrt_ad_minus_one));
        fe w2 = fe_sub(one, ss), w3 = fe_add(one, ss);
        p[i] = (point){{fe_mul(w0, w3), fe_mul(w2, w1), fe_mul(w1, w3), fe_mul(w0, w2)}};
    }
}

/// The element of 64 uniform bytes a lane: the sum of the maps of both halves, RFC 9496 section 4.3.4.
OUT_OF_LINE point point_of_uniform(const uint8_t *uniform) {
    fe halves[TEAM] = {fe_load(uniform, 64), fe_load(uniform + 32, 64)};
    point p[TEAM];
    map_to_points(p, halves);
    addend second = addend_of(p[1]);
    point_add(&p[0], &second, 1);
    return p[0];
}

// MARK: - Encoding

// 2 Q instead of Q can be encoded without an inverse square root of its own: curve25519-dalek's double_and_compress_batch
// (BSD-3-Clause; Henry de Valence and Isis Lovecruft, on Mike Hamburg's formulas), which needs one inversion for a whole batch. So a
// multiplication by k multiplies by k / 2 mod l here. The encoding is that of RFC 9496 section 4.3.2, byte for byte: it is one for
// all points that stand for an element.

/// 2 Q in parts: x = e / f, y = g / h; so Z = f h and T = e g. Neither f nor h is ever 0, as neither d nor -d is a square.
typedef struct {
    fe e, f, g, h;
} doubling;

FE_INLINE doubling doubling_of(point q) {
    fe ZZ = fe_sq(q.Z), dTT = fe_mul(fe_sq(q.T), fe_constant(constant_d));
    return (doubling){
        fe_mul(q.X, fe_add(q.Y, q.Y)), fe_add(ZZ, dTT), fe_add(fe_sq(q.Y), fe_sq(q.X)), fe_sub(ZZ, dTT)};
}

/// What has to be inverted for an encoding, T Z; 1 in the lanes where it is 0, which are those of the identity.
FE_INLINE fe doubling_divisor(const doubling *p, lanemask *is_identity) {
    fe divisor = fe_mul(fe_mul(p->e, p->g), fe_mul(p->f, p->h));
    *is_identity = fe_is_zero(divisor);
    return fe_select(divisor, fe_one(), *is_identity);
}

/// The value s of an encoding, from the inverse of the divisor; of the identity it is 0.
OUT_OF_LINE fe doubling_encode(const doubling *p, fe inverse, lanemask is_identity) {
    fe T = fe_mul(p->e, p->g), Z = fe_mul(p->f, p->h);
    inverse = fe_select(inverse, fe_zero(), is_identity);
    fe Z_inverse = fe_mul(T, inverse), T_inverse = fe_mul(Z, inverse);
    // Turns the point by one of order 4 where x y is negative, as section 4.3.2 does.
    lanemask turns = fe_is_negative(fe_mul(T, Z_inverse));
    fe e = fe_select(p->e, p->g, turns);
    fe g = fe_select(p->g, fe_neg(p->e), turns);
    fe h = fe_select(p->h, fe_mul(p->f, fe_constant(constant_sqrt_m1)), turns);
    fe factor = fe_select(fe_constant(constant_invsqrt_a_minus_d), fe_constant(constant_sqrt_m1), turns);
    g = fe_negate_if(g, fe_is_negative(fe_mul(fe_mul(h, e), Z_inverse)));
    return fe_abs(fe_mul(fe_sub(h, g), fe_mul(factor, fe_mul(g, T_inverse))));
}
