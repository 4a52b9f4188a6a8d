// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Lets tests reach the field and the points inside of CRistrettoLanes, by compiling its headers once more.

#ifndef SYMBOLON_C_LANE_PROBES_H
#define SYMBOLON_C_LANE_PROBES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Functions of a field header, on all lanes.
typedef enum {
    CLP_ADD,
    CLP_SUB,
    CLP_NEG,
    CLP_MUL,
    CLP_SQ,
    CLP_CARRY,
    CLP_CANONICAL,
    /// A mask, as limb 0: 1 in the lanes where it holds.
    CLP_IS_ZERO,
    CLP_IS_NEGATIVE,
    /// b in odd lanes.
    CLP_SELECT_ODD,
    CLP_NEGATE_ODD,
    CLP_INVERT,
    CLP_ADD_LOOSE,
    CLP_MUL_LOOSE,
    CLP_SQ_LOOSE,
    /// a b and a^2 as what fe_sub_loose subtracts from.
    CLP_MUL_MINUEND,
    CLP_SQ_MINUEND,
    /// a - b, where a is made a minuend and b is a product.
    CLP_SUB_LOOSE,
    /// b in odd lanes, by vec_choose.
    CLP_CHOOSE_ODD,
} clp_operation;

/// What a field header makes of limbs.
typedef struct {
    size_t lanes;
    size_t limbs;
    /// The bit at which each limb starts.
    unsigned weight[10];
    /// The largest that each limb may be: of a result that is carried,
    uint64_t largest_carried[10];
    /// of a factor,
    uint64_t largest_factor[10];
    /// of a product of carried factors that is not carried itself,
    uint64_t largest_product[10];
    /// of what fe_sub_loose subtracts,
    uint64_t largest_subtracted[10];
    /// of a minuend, and of what fe_sub_loose makes of one,
    uint64_t largest_difference[10];
    /// and of what fe_carry takes.
    uint64_t largest_loose[10];
} clp_field;

/// Limbs of all lanes: limb 0 of lane 0, of lane 1 and so on, then limb 1.
#define CLP_WORDS 40

/// Points of all lanes.
typedef struct {
    clp_field field;
    void (*operate)(clp_operation operation, const uint64_t *a, const uint64_t *b, uint64_t *result);
    /// 32 bytes a lane.
    void (*load)(const uint8_t *bytes, uint64_t *result);
    void (*store)(const uint64_t *a, uint8_t *bytes);
    /// The lanes whose rows decode, as bits, of one group of rows.
    unsigned (*decode)(const uint8_t *encodings);
    /// For decodable rows, the encoding of twice the point after a point of order 1, 2 or 4 was added (0 to 3) and all coordinates
    /// were multiplied by the lane's 32 bytes of `scales`.
    void (*encode_twice)(const uint8_t *encodings, unsigned torsion, const uint8_t *scales, uint8_t *results);
    /// The named constants of group.inc.h, 32 bytes each: d, 2 d, sqrt(-1), sqrt(a d - 1), 1 / sqrt(a - d), 1 - d^2, (d - 1)^2.
    void (*constants)(uint8_t *results);
} clp_probe;

/// The probe of a header; NULL where this was not compiled for x86-64. Call it on machines with the lanes alone.
const clp_probe *clp_avx2(void);
const clp_probe *clp_avx512ifma(void);

#endif
