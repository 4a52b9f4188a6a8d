// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Batches of rows over group.inc.h: blocks of groups, tails, and the zeroing of what was used. Compiled with each field header.

/// Counts the groups of lanes that share one inversion, a multiple of TEAM: 256 rows of eight lanes.
#define BLOCK_GROUPS 32
#define BLOCK_ROWS ((size_t)BLOCK_GROUPS * FE_LANES)
#define TEAM_ROWS ((size_t)TEAM * FE_LANES)

#define ELEMENT_BYTES 32
#define UNIFORM_BYTES 64

/// All memory of a block but spilled registers; its owner zeroes it.
typedef struct {
    int8_t digits[DIGITS];
    multiplication work;
    /// A group's point until it is doubled.
    union {
        point point;
        doubling doubling;
    } groups[BLOCK_GROUPS];
    /// For each group, the product of the divisors of those before.
    fe before[BLOCK_GROUPS];
    /// Holds the rows of a group that is not full, and zeros; and what is read from there or written there by lanes.
    uint8_t padded[FE_LANES * UNIFORM_BYTES];
} block;

/// The signed digits of a number below 2^255, least first.
static void recode(int8_t digits[DIGITS], const uint64_t words[4]) {
    int32_t carry = 0;
    for (int place = 0; place < DIGITS; place++) {
        int32_t digit = (int32_t)(words[place / 16] >> (4 * (place % 16)) & 15) + carry;
        carry = place < DIGITS - 1 ? (digit + 8) >> 4 : 0;
        digits[place] = (int8_t)(digit - (carry << 4));
    }
}

/// The digits of k / 2 mod l: k / 2 where k is even, (k + l) / 2 where it is odd, chosen by a mask.
static void recode_half(int8_t digits[DIGITS], const uint8_t scalar[32]) {
    static const uint64_t order[4] = {0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000};
    uint64_t words[4];
    memcpy(words, scalar, sizeof words);
    uint64_t is_odd = 0 - (words[0] & 1), carry = 0;
    for (int i = 0; i < 4; i++) {
        unsigned __int128 sum = (unsigned __int128)words[i] + (order[i] & is_odd) + carry;
        words[i] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
    for (int i = 0; i < 3; i++) words[i] = words[i] >> 1 | words[i + 1] << 63;
    words[3] >>= 1;
    recode(digits, words);
    crl_wipe(words, sizeof words);
}

FE_INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/// The rows of a group: where they are, or, of a group that is not full, a copy that zeros follow.
static const uint8_t *group_input(block *block, const uint8_t *input, size_t rows, size_t first, size_t width) {
    size_t count = first < rows ? smaller(rows - first, FE_LANES) : 0;
    if (count == FE_LANES) return input + first * width;
    memset(block->padded, 0, sizeof block->padded);
    if (count > 0) memcpy(block->padded, input + first * width, count * width);
    return block->padded;
}

/// The first row of a group, of those that are there, that is no acceptable element; count where there is none.
///
/// Below p and bit 255 clear: the canonical bytes of what was read are the bytes themselves. Not negative: even. Not the identity:
/// not all zero. Rows are public.
static size_t first_bad(const uint8_t *rows, size_t count, const uint8_t *canonical, unsigned is_point) {
    static const uint8_t identity[ELEMENT_BYTES];
    for (size_t row = 0; row < count; row++) {
        const uint8_t *bytes = rows + row * ELEMENT_BYTES;
        if (memcmp(bytes, canonical + row * ELEMENT_BYTES, ELEMENT_BYTES) != 0 || (bytes[0] & 1) == 1
            || memcmp(bytes, identity, ELEMENT_BYTES) == 0 || (is_point >> row & 1) == 0)
            return row;
    }
    return count;
}

/// Decodes a block's rows strictly; returns the first that is no acceptable element, and rows where there is none.
static size_t decode_block(block *block, const uint8_t *elements, size_t rows) {
    uint8_t canonical[TEAM][FE_LANES * ELEMENT_BYTES], inputs[TEAM][FE_LANES * ELEMENT_BYTES];
    for (size_t first = 0; first < rows; first += TEAM_ROWS) {
        point p[TEAM];
        fe s[TEAM];
        lanemask is_point[TEAM];
        for (size_t i = 0; i < TEAM; i++) {
            const uint8_t *input = group_input(block, elements, rows, first + i * FE_LANES, ELEMENT_BYTES);
            memcpy(inputs[i], input, sizeof inputs[i]);
            s[i] = fe_load(inputs[i], ELEMENT_BYTES);
            fe_store(canonical[i], ELEMENT_BYTES, s[i]);
        }
        point_decode(p, is_point, s);
        for (size_t i = 0; i < TEAM; i++) {
            size_t start = first + i * FE_LANES, count = start < rows ? smaller(rows - start, FE_LANES) : 0;
            size_t bad = first_bad(inputs[i], count, canonical[i], mask_bits(is_point[i]));
            if (bad < count) return start + bad;
            block->groups[start / FE_LANES].point = p[i];
        }
    }
    return rows;
}

/// Maps a block's rows of uniform bytes to points.
static void map_block(block *block, const uint8_t *uniform, size_t rows) {
    for (size_t first = 0; first < rows; first += FE_LANES) {
        const uint8_t *input = group_input(block, uniform, rows, first, UNIFORM_BYTES);
        block->groups[first / FE_LANES].point = point_of_uniform(input);
    }
}

/// Writes the rows of a group that are there.
static void store_rows(block *block, uint8_t *output, size_t first, size_t count, fe s) {
    if (count == FE_LANES) {
        fe_store(output + first * ELEMENT_BYTES, ELEMENT_BYTES, s);
    } else {
        fe_store(block->padded, ELEMENT_BYTES, s);
        if (count > 0) memcpy(output + first * ELEMENT_BYTES, block->padded, count * ELEMENT_BYTES);
    }
}

/// Multiplies a block's points, and encodes twice the results; returns the first row that is the identity, rows where none is.
static size_t multiply_block(block *block, size_t rows, uint8_t *output) {
    size_t groups = (rows + FE_LANES - 1) / FE_LANES;
    // The last team may have a group too many, of whatever point was there before.
    if (groups % TEAM != 0) block->groups[groups].point = point_identity();
    fe product = fe_one();
    lanemask is_identity;
    for (size_t group = 0; group < groups; group += TEAM) {
        point p[TEAM];
        for (size_t i = 0; i < TEAM; i++) p[i] = block->groups[group + i].point;
        point_multiply(p, block->digits, &block->work);
        for (size_t i = 0; i < TEAM; i++) {
            doubling twice = doubling_of(p[i]);
            block->groups[group + i].doubling = twice;
            block->before[group + i] = product;
            product = fe_mul(product, doubling_divisor(&twice, &is_identity));
        }
    }
    // Montgomery's trick: one inversion, and then backwards.
    fe inverse = fe_invert(product);
    size_t identity = rows;
    for (size_t team = (groups + TEAM - 1) / TEAM; team-- > 0;) {
        const doubling *twice[TEAM];
        fe inverses[TEAM], s[TEAM];
        lanemask are_identity[TEAM];
        for (size_t i = TEAM; i-- > 0;) {
            twice[i] = &block->groups[team * TEAM + i].doubling;
            inverses[i] = fe_mul(inverse, block->before[team * TEAM + i]);
            inverse = fe_mul(inverse, doubling_divisor(twice[i], &are_identity[i]));
        }
        doubling_encode(s, twice, inverses, are_identity);
        for (size_t i = TEAM; i-- > 0;) {
            size_t first = (team * TEAM + i) * FE_LANES, count = first < rows ? smaller(rows - first, FE_LANES) : 0;
            unsigned identities = crl_disclosed(mask_bits(are_identity[i])) & ((1u << count) - 1);
            if (identities != 0) identity = first + (size_t)__builtin_ctz(identities);
            store_rows(block, output, first, count, s[i]);
        }
    }
    return identity;
}

OUT_OF_LINE crl_report run_map_multiply(
    block *block, const uint8_t *uniform, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    recode_half(block->digits, scalar);
    for (size_t first = 0; first < rows; first += BLOCK_ROWS) {
        size_t count = smaller(rows - first, BLOCK_ROWS);
        map_block(block, uniform + first * UNIFORM_BYTES, count);
        size_t identity = multiply_block(block, count, output + first * ELEMENT_BYTES);
        if (identity < count) return (crl_report){CRL_IDENTITY_RESULT, first + identity};
    }
    return (crl_report){CRL_DONE, rows};
}

OUT_OF_LINE crl_report run_multiply(
    block *block, const uint8_t *elements, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    recode_half(block->digits, scalar);
    for (size_t first = 0; first < rows; first += BLOCK_ROWS) {
        size_t count = smaller(rows - first, BLOCK_ROWS);
        size_t bad = decode_block(block, elements + first * ELEMENT_BYTES, count);
        if (bad < count) return (crl_report){CRL_BAD_ELEMENT, first + bad};
        size_t identity = multiply_block(block, count, output + first * ELEMENT_BYTES);
        if (identity < count) return (crl_report){CRL_IDENTITY_RESULT, first + identity};
    }
    return (crl_report){CRL_DONE, rows};
}

OUT_OF_LINE crl_report run_check(block *block, const uint8_t *elements, size_t rows) {
    for (size_t first = 0; first < rows; first += BLOCK_ROWS) {
        size_t count = smaller(rows - first, BLOCK_ROWS);
        size_t bad = decode_block(block, elements + first * ELEMENT_BYTES, count);
        if (bad < count) return (crl_report){CRL_BAD_ELEMENT, first + bad};
    }
    return (crl_report){CRL_DONE, rows};
}

// MARK: - Entries: each owns a block, and zeroes it and what calls left on the stack below it

static crl_report enter_map_multiply(const uint8_t *uniform, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    block block;
    crl_report report = run_map_multiply(&block, uniform, rows, scalar, output);
    crl_wipe(&block, sizeof block);
    crl_wipe_stack();
    return report;
}

static crl_report enter_multiply(const uint8_t *elements, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    block block;
    crl_report report = run_multiply(&block, elements, rows, scalar, output);
    crl_wipe(&block, sizeof block);
    crl_wipe_stack();
    return report;
}

static crl_report enter_check(const uint8_t *elements, size_t rows) {
    block block;
    return run_check(&block, elements, rows);
}

const crl_kernel CRL_KERNEL = {enter_map_multiply, enter_multiply, enter_check, sha512_absorb, enter_hash};
