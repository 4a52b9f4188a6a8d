// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// SHA-512 (FIPS 180-4) of many messages at once, one a lane; compiled with each field header, for FE_LANES lanes. All messages have
// the same length, and differ only in one field of their last block.
//
// Vectors of numbers are written as numbers are: the compiler makes rotations and three-way logic single instructions where the
// vector unit has them (AVX-512), and of several ones where it has not (AVX2).

/// One 64-bit word of each lane.
typedef uint64_t words __attribute__((vector_size(8 * FE_LANES)));

#define SHA512_STATE_WORDS 8
#define SHA512_BLOCK_WORDS 16
#define SHA512_BLOCK_BYTES 128
#define SHA512_ROUNDS 80

/// FIPS 180-4 section 4.2.3: the fractional parts of the cube roots of the first primes.
static const uint64_t sha512_round_constants[SHA512_ROUNDS] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};

/// FIPS 180-4 section 5.3.5: the fractional parts of the square roots of the first primes.
static const uint64_t sha512_start[SHA512_STATE_WORDS] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};

// MARK: - Compression, FIPS 180-4 sections 4.1.3 and 6.4.2

FE_INLINE words sha512_rotate(words x, int count) { return x >> count | x << (64 - count); }
FE_INLINE words sha512_choose(words x, words y, words z) { return (x & y) ^ (~x & z); }
FE_INLINE words sha512_majority(words x, words y, words z) { return (x & y) ^ (x & z) ^ (y & z); }

FE_INLINE words sha512_sum_0(words x) { return sha512_rotate(x, 28) ^ sha512_rotate(x, 34) ^ sha512_rotate(x, 39); }
FE_INLINE words sha512_sum_1(words x) { return sha512_rotate(x, 14) ^ sha512_rotate(x, 18) ^ sha512_rotate(x, 41); }
FE_INLINE words sha512_sigma_0(words x) { return sha512_rotate(x, 1) ^ sha512_rotate(x, 8) ^ x >> 7; }
FE_INLINE words sha512_sigma_1(words x) { return sha512_rotate(x, 19) ^ sha512_rotate(x, 61) ^ x >> 6; }

/// Word t + 16 of the schedule, in the place of word t: i is t mod 16.
FE_INLINE words sha512_scheduled(const words schedule[SHA512_BLOCK_WORDS], int i) {
    return sha512_sigma_1(schedule[(i + 14) % 16]) + schedule[(i + 9) % 16] + sha512_sigma_0(schedule[(i + 1) % 16]) + schedule[i];
}

/// A round. The variables a to h of round i are at v[(0 - i) mod 8] and the seven places after it, so that none has to move.
FE_INLINE void sha512_round(words v[SHA512_STATE_WORDS], int i, words scheduled, uint64_t constant) {
    words a = v[(8 - i) & 7], b = v[(9 - i) & 7], c = v[(10 - i) & 7], *d = &v[(11 - i) & 7];
    words e = v[(12 - i) & 7], f = v[(13 - i) & 7], g = v[(14 - i) & 7], *h = &v[(15 - i) & 7];
    words first = *h + (scheduled + constant) + sha512_choose(e, f, g) + sha512_sum_1(e);
    *d += first;
    *h = first + sha512_sum_0(a) + sha512_majority(a, b, c);
}

/// Compresses a block a lane into the states.
OUT_OF_LINE void sha512_compress(words state[SHA512_STATE_WORDS], const words block[SHA512_BLOCK_WORDS]) {
    words v[SHA512_STATE_WORDS], schedule[SHA512_BLOCK_WORDS];
    for (int i = 0; i < SHA512_STATE_WORDS; i++) v[i] = state[i];
    for (int i = 0; i < SHA512_BLOCK_WORDS; i++) schedule[i] = block[i];
    for (int round = 0; round < SHA512_ROUNDS; round += 16) {
#pragma clang loop unroll(full)
        for (int i = 0; i < 16; i++) {
            if (round > 0) schedule[i] = sha512_scheduled(schedule, i);
            sha512_round(v, i, schedule[i], sha512_round_constants[round + i]);
        }
    }
    for (int i = 0; i < SHA512_STATE_WORDS; i++) state[i] += v[i];
}

// MARK: - Messages

FE_INLINE uint64_t sha512_read(const uint8_t bytes[8]) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return __builtin_bswap64(word);
}

FE_INLINE void sha512_write(uint8_t bytes[8], uint64_t word) {
    word = __builtin_bswap64(word);
    memcpy(bytes, &word, sizeof word);
}

/// Hashes whole blocks, the same in all lanes, and keeps one lane: what is done once for many messages.
static void sha512_absorb(uint64_t state[SHA512_STATE_WORDS], const uint8_t *blocks, size_t count) {
    words lanes[SHA512_STATE_WORDS], block[SHA512_BLOCK_WORDS];
    for (int i = 0; i < SHA512_STATE_WORDS; i++) lanes[i] = (words){} + sha512_start[i];
    for (; count > 0; count--, blocks += SHA512_BLOCK_BYTES) {
        for (int i = 0; i < SHA512_BLOCK_WORDS; i++) block[i] = (words){} + sha512_read(blocks + 8 * i);
        sha512_compress(lanes, block);
    }
    for (int i = 0; i < SHA512_STATE_WORDS; i++) state[i] = lanes[i][0];
}

/// What hashing keeps in memory: its owner zeroes it.
typedef struct {
    /// The last blocks of a group's messages, as bytes and as words.
    uint8_t bytes[FE_LANES][SHA512_BLOCK_BYTES];
    words block[SHA512_BLOCK_WORDS];
    words state[SHA512_STATE_WORDS];
} hashing;

/// Puts a group's fields into their blocks, and reads the words that have a part of them anew. Lanes without a row keep what they
/// have.
static void sha512_set_fields(hashing *work, const crl_message_form *form, const uint8_t *fields, size_t count) {
    size_t first = form->field_offset / 8, end = (form->field_offset + form->field_size + 7) / 8;
    for (size_t lane = 0; lane < count; lane++) {
        memcpy(work->bytes[lane] + form->field_offset, fields + lane * form->field_size, form->field_size);
        for (size_t i = first; i < end; i++) work->block[i][lane] = sha512_read(work->bytes[lane] + 8 * i);
    }
}

/// Writes the starts of a group's hashes.
static void sha512_write_digests(const hashing *work, uint8_t *digests, size_t digest_size, size_t count) {
    uint8_t digest[8 * SHA512_STATE_WORDS];
    for (size_t lane = 0; lane < count; lane++) {
        for (int i = 0; i < SHA512_STATE_WORDS; i++) sha512_write(digest + 8 * i, work->state[i][lane]);
        memcpy(digests + lane * digest_size, digest, digest_size);
    }
}

OUT_OF_LINE void run_hash(
    hashing *work, const crl_message_form *form, const uint8_t *fields, size_t rows, uint8_t *digests, size_t digest_size) {
    for (int lane = 0; lane < FE_LANES; lane++) memcpy(work->bytes[lane], form->last_block, SHA512_BLOCK_BYTES);
    for (int i = 0; i < SHA512_BLOCK_WORDS; i++) work->block[i] = (words){} + sha512_read(form->last_block + 8 * i);
    for (size_t first = 0; first < rows; first += FE_LANES) {
        size_t count = rows - first < FE_LANES ? rows - first : FE_LANES;
        sha512_set_fields(work, form, fields + first * form->field_size, count);
        for (int i = 0; i < SHA512_STATE_WORDS; i++) work->state[i] = (words){} + form->state[i];
        sha512_compress(work->state, work->block);
        sha512_write_digests(work, digests + first * digest_size, digest_size, count);
    }
}

static void enter_hash(
    const crl_message_form *form, const uint8_t *fields, size_t rows, uint8_t *digests, size_t digest_size) {
    hashing work;
    run_hash(&work, form, fields, rows, digests, digest_size);
    crl_wipe(&work, sizeof work);
    crl_wipe_stack();
}
