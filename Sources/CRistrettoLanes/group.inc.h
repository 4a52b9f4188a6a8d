// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// ristretto255 (RFC 9496) over lanes: written once, and compiled with each field header. A value named in the comments is one of
// every lane; where the RFC chooses by a condition, a mask chooses a lane at a time, and nothing branches.
//
// Inverse square roots are chains of 254 squarings, each waiting for the one before. They are taken for a team of two groups of
// lanes at a time, so that one chain works while the other waits.

#define TEAM 2

/// Out of line, so that the code of the loops stays within the first-level instruction cache; and with a stack aligned to vectors:
/// clang spills registers to where the caller left it, and spills across cache lines cost a fifth of the time. Aligned themselves, as
/// a function that begins within a line of that cache may be slower by a third, depending on the code that is linked before it.
#define OUT_OF_LINE static __attribute__((noinline, force_align_arg_pointer, aligned(64)))

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
typedef struct {
    fe X, Y, Z, T;
} point;

/// A point as the left side of an addition.
typedef struct {
    fe Y_plus_X, Y_minus_X, Z, T;
} summand;

/// A point as the right side of an addition.
typedef union {
    struct {
        fe Y_plus_X, Y_minus_X, Z_twice, T_2d;
    };
    fe coordinates[4];
} addend;

/// A point before the last products of a formula: X = E F, Y = G H, Z = F G, T = E H.
typedef struct {
    fe E, F, G, H;
} completed;

FE_INLINE point point_identity(void) { return (point){fe_zero(), fe_one(), fe_one(), fe_zero()}; }

FE_INLINE summand summand_of(point p) { return (summand){fe_add(p.Y, p.X), fe_sub(p.Y, p.X), p.Z, p.T}; }

FE_INLINE addend addend_of(summand p) {
    return (addend){{p.Y_plus_X, p.Y_minus_X, fe_add(p.Z, p.Z), fe_mul(p.T, fe_constant(constant_two_d))}};
}

/// A product and a square in a formula, loose or minuends.
FE_PRODUCT fe product_of(const fe *a, const fe *b, int is_minuend) { return fe_mul_loose(*a, *b, is_minuend); }
FE_PRODUCT fe square_of(const fe *a, int is_minuend) { return fe_sq_loose(*a, is_minuend); }

// Formulas are taken in two halves, each for both groups of a team: what one group's second half reads was ready before the other
// group's first half began.

/// p + q, or p - q in the lanes of the mask: "add-2008-hwcd-3" for a = -1 (Hisil, Wong, Carter, Dawson 2008, section 3.1), complete
/// on this curve. -q has Y + X and Y - X the other way round, and -T; that changes the sign of C, and so F and G places.
///
/// A to D are products; two of them are summed before a carry, one of them a minuend: below 2^61 in IFMA.
OUT_OF_LINE void start_add(completed *c, const summand *p, const addend *q, lanemask subtracts) {
    fe C = product_of(&p->T, &q->T_2d, 0), D = product_of(&p->Z, &q->Z_twice, 1);
    fe p_minus = p->Y_minus_X, p_plus = p->Y_plus_X, q_minus = q->Y_minus_X, q_plus = q->Y_plus_X;
    fe_hold(&C), fe_hold(&D), fe_hold(&p_minus), fe_hold(&q_minus), fe_hold(&q_plus);
    fe q_for_A = fe_select(q_minus, q_plus, subtracts), A = product_of(&p_minus, &q_for_A, 0);
    fe difference = fe_sub_loose(D, C), sum = fe_add_loose(D, C);
    c->F = fe_carry(fe_select(difference, sum, subtracts));
    fe_hold(&A), fe_hold(&sum), fe_hold(&difference), fe_hold(&p_plus);
    fe q_for_B = fe_select(q_plus, q_minus, subtracts), B = product_of(&p_plus, &q_for_B, 1);
    c->G = fe_carry(fe_select(sum, difference, subtracts));
    c->E = fe_carry(fe_sub_loose(B, A)), c->H = fe_carry(fe_add_loose(B, A));
}

/// 2 p: "dbl-2008-hwcd" for a = -1 (the same paper, section 3.3), with the signs of E, F, G and H all turned. T is not read.
///
/// In IFMA squares are below 2^59, and XX, a minuend, below 2^60 + 2^59; H is XX + YY, below 2^61, so it is a minuend, too; F is
/// 2 ZZ + XX - YY: below 2^61.4.
OUT_OF_LINE void start_double(completed *c, const point *p) {
    fe Z = p->Z, XX = square_of(&p->X, 1), YY = square_of(&p->Y, 0), sum = fe_add_factor(p->X, p->Y);
    fe_hold(&XX), fe_hold(&YY), fe_hold(&sum);
    fe sum_squared = square_of(&sum, 0), H = fe_add_loose(XX, YY), G = fe_sub_loose(XX, YY);
    c->H = fe_carry(H), c->G = fe_carry(G);
    fe_hold(&sum_squared), fe_hold(&Z);
    fe ZZ = square_of(&Z, 0);
    c->E = fe_carry(fe_sub_loose(H, sum_squared));
    c->F = fe_carry(fe_add_loose(fe_add_loose(ZZ, ZZ), G));
}

// MARK: - Multiplication

/// Signed digits of a scalar in radix 16, least first: from -8 to 7, the last from 0 to 8. Secret.
#define DIGITS 64

/// Multiples 1 to 8 of a point.
#define TABLE_ENTRIES 8

/// Which multiple a digit means, in all lanes. Secret.
typedef struct {
    /// All ones for one entry, or for none where the digit is 0.
    vec is_entry[TABLE_ENTRIES];
    lanemask is_negative;
} choice;

/// What a multiplication keeps in memory: its owner zeroes it.
typedef struct {
    addend table[TEAM][TABLE_ENTRIES];
    addend chosen[TEAM];
    choice choice;
    summand sums[TEAM];
    completed completed[TEAM];
} multiplication;

OUT_OF_LINE void choice_of(choice *choice, int8_t digit) {
    uint32_t is_negative = (uint32_t)(int32_t)digit >> 31;
    uint32_t magnitude = ((uint32_t)(int32_t)digit ^ (0 - is_negative)) + is_negative;
#pragma clang loop unroll(full)
    for (uint32_t entry = 0; entry < TABLE_ENTRIES; entry++)
        choice->is_entry[entry] = vec_of(0 - (uint64_t)(((magnitude ^ (entry + 1)) - 1) >> 31));
    choice->is_negative = mask_if(is_negative);
}

/// A coordinate of the entry of a choice, of the identity where there is none: reads all entries, and masks keep one.
FE_INLINE fe chosen_coordinate(const addend table[TABLE_ENTRIES], int coordinate, const choice *choice) {
    static const uint64_t of_identity[4] = {1, 1, 2, 0};
    fe r = fe_zero();
    r.limb[0] = vec_of(of_identity[coordinate]);
#pragma clang loop unroll(full)
    for (int entry = 0; entry < TABLE_ENTRIES; entry++) {
        vec mask = choice->is_entry[entry];
#pragma clang loop unroll(full)
        for (int k = 0; k < FE_LIMBS; k++)
            r.limb[k] = vec_choose(r.limb[k], table[entry].coordinates[coordinate].limb[k], mask);
    }
    return r;
}

OUT_OF_LINE void choose(addend *chosen, const addend table[TABLE_ENTRIES], const choice *choice) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) chosen->coordinates[i] = chosen_coordinate(table, i, choice);
}

// Reading a table takes a tenth of the time where nothing else is done meanwhile; so each of the four doublings before an addition
// chooses a coordinate, while its products wait for the multipliers.

/// A coordinate to be chosen from a table.
typedef struct {
    addend *chosen;
    const addend *table;
    int coordinate;
    const choice *choice;
} choosing;

/// The point, for a doubling: T stays, of no use.
FE_INLINE void finish_point(point *p, const completed *c, int chooses, const choosing *a) {
    fe F = c->F, G = c->G, X = product_of(&c->E, &F, 0), coordinate = fe_zero();
    fe_hold(&X), fe_hold(&G);
    fe Y = product_of(&G, &c->H, 0);
    if (chooses) coordinate = chosen_coordinate(a->table, a->coordinate, a->choice);
    p->X = fe_carry(X);
    fe_hold(&Y), fe_hold(&coordinate), fe_hold(&F);
    fe Z = product_of(&F, &G, 0);
    p->Y = fe_carry(Y), p->Z = fe_carry(Z);
    if (chooses) a->chosen->coordinates[a->coordinate] = coordinate;
}

/// The point, for an addition: below 2^61 before the carry in IFMA.
FE_INLINE void finish_summand(summand *p, const completed *c, int chooses, const choosing *a) {
    fe E = c->E, F = c->F, X = product_of(&E, &F, 0), Y = product_of(&c->G, &c->H, 1), coordinate = fe_zero();
    fe_hold(&X), fe_hold(&Y), fe_hold(&F);
    fe Z = product_of(&F, &c->G, 0);
    if (chooses) coordinate = chosen_coordinate(a->table, a->coordinate, a->choice);
    p->Y_plus_X = fe_carry(fe_add_loose(Y, X)), p->Y_minus_X = fe_carry(fe_sub_loose(Y, X));
    fe_hold(&Y), fe_hold(&Z), fe_hold(&coordinate), fe_hold(&E);
    fe T = product_of(&E, &c->H, 0);
    p->Z = fe_carry(Z), p->T = fe_carry(T);
    if (chooses) a->chosen->coordinates[a->coordinate] = coordinate;
}

OUT_OF_LINE void finish(point *p, const completed *c) { finish_point(p, c, 0, NULL); }
OUT_OF_LINE void finish_and_choose(point *p, const completed *c, const choosing *a) { finish_point(p, c, 1, a); }
OUT_OF_LINE void finish_with_T(point *p, const completed *c) {
    finish_point(p, c, 0, NULL);
    p->T = fe_mul(c->E, c->H);
}
OUT_OF_LINE void finish_as_summand(summand *p, const completed *c) { finish_summand(p, c, 0, NULL); }
OUT_OF_LINE void finish_as_summand_and_choose(summand *p, const completed *c, const choosing *a) { finish_summand(p, c, 1, a); }

FE_INLINE void fill_tables(multiplication *work, const point p[TEAM]) {
    for (int i = 0; i < TEAM; i++) {
        work->sums[i] = summand_of(p[i]);
        work->table[i][0] = addend_of(work->sums[i]);
    }
    for (int entry = 1; entry < TABLE_ENTRIES; entry++) {
        for (int i = 0; i < TEAM; i++) start_add(&work->completed[i], &work->sums[i], &work->table[i][0], mask_none());
        for (int i = 0; i < TEAM; i++) finish_as_summand(&work->sums[i], &work->completed[i]);
        for (int i = 0; i < TEAM; i++) work->table[i][entry] = addend_of(work->sums[i]);
    }
}

/// 16 p as the left side of an addition, and the choice's multiple as its right side.
FE_INLINE void double_and_choose(multiplication *work, point p[TEAM]) {
    completed *c = work->completed;
    for (int coordinate = 0; coordinate < 4; coordinate++) {
        for (int i = 0; i < TEAM; i++) start_double(&c[i], &p[i]);
        for (int i = 0; i < TEAM; i++) {
            choosing a = {&work->chosen[i], work->table[i], coordinate, &work->choice};
            if (coordinate < 3) finish_and_choose(&p[i], &c[i], &a);
            else finish_as_summand_and_choose(&work->sums[i], &c[i], &a);
        }
    }
}

/// Multiplies the points of a team in place by the scalar of the digits, in constant time.
OUT_OF_LINE void point_multiply(point p[TEAM], const int8_t digits[DIGITS], multiplication *work) {
    completed *c = work->completed;
    fill_tables(work, p);
    for (int place = DIGITS - 1; place >= 0; place--) {
        choice_of(&work->choice, digits[place]);
        if (place < DIGITS - 1) {
            double_and_choose(work, p);
        } else {
            for (int i = 0; i < TEAM; i++) {
                work->sums[i] = summand_of(point_identity());
                choose(&work->chosen[i], work->table[i], &work->choice);
            }
        }
        for (int i = 0; i < TEAM; i++) start_add(&c[i], &work->sums[i], &work->chosen[i], work->choice.is_negative);
        for (int i = 0; i < TEAM; i++) {
            if (place > 0) finish(&p[i], &c[i]);
            else finish_with_T(&p[i], &c[i]);
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
        p[i] = (point){fe_mul(w0, w3), fe_mul(w2, w1), fe_mul(w1, w3), fe_mul(w0, w2)};
    }
}

/// The element of 64 uniform bytes a lane: the sum of the maps of both halves, RFC 9496 section 4.3.4.
OUT_OF_LINE point point_of_uniform(const uint8_t *uniform) {
    fe halves[TEAM] = {fe_load(uniform, 64), fe_load(uniform + 32, 64)};
    point p[TEAM];
    map_to_points(p, halves);
    summand first = summand_of(p[0]);
    addend second = addend_of(summand_of(p[1]));
    completed sum;
    start_add(&sum, &first, &second, mask_none());
    finish_with_T(&p[0], &sum);
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

/// The values s of a team's encodings, from the inverses of the divisors; of the identity it is 0.
///
/// Both groups at each step, as each step waits for the one before.
OUT_OF_LINE void doubling_encode(
    fe s[TEAM], const doubling *const p[TEAM], const fe inverse[TEAM], const lanemask is_identity[TEAM]) {
    fe T[TEAM], Z_inverse[TEAM], T_inverse[TEAM], e[TEAM], g[TEAM], h[TEAM];
    lanemask turns[TEAM];
    FE_PRODUCT_LOOP for (int i = 0; i < TEAM; i++) {
        fe Z = fe_mul(p[i]->f, p[i]->h), or_zero = fe_select(inverse[i], fe_zero(), is_identity[i]);
        T[i] = fe_mul(p[i]->e, p[i]->g);
        Z_inverse[i] = fe_mul(T[i], or_zero);
        T_inverse[i] = fe_mul(Z, or_zero);
    }
    // Turns the point by one of order 4 where x y is negative, as section 4.3.2 does.
    FE_PRODUCT_LOOP for (int i = 0; i < TEAM; i++) turns[i] = fe_is_negative(fe_mul(T[i], Z_inverse[i]));
    FE_PRODUCT_LOOP for (int i = 0; i < TEAM; i++) {
        e[i] = fe_select(p[i]->e, p[i]->g, turns[i]);
        g[i] = fe_select(p[i]->g, fe_neg(p[i]->e), turns[i]);
        h[i] = fe_select(p[i]->h, fe_mul(p[i]->f, fe_constant(constant_sqrt_m1)), turns[i]);
    }
    FE_PRODUCT_LOOP for (int i = 0; i < TEAM; i++)
        g[i] = fe_negate_if(g[i], fe_is_negative(fe_mul(fe_mul(h[i], e[i]), Z_inverse[i])));
    FE_PRODUCT_LOOP for (int i = 0; i < TEAM; i++) {
        fe factor = fe_select(fe_constant(constant_invsqrt_a_minus_d), fe_constant(constant_sqrt_m1), turns[i]);
        s[i] = fe_abs(fe_mul(fe_sub(h[i], g[i]), fe_mul(factor, fe_mul(g[i], T_inverse[i]))));
    }
}
