// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// ristretto255 (RFC 9496) for many rows at a time, one row a lane of the processor's vectors. Every result is, byte for byte, the
// RFC's. Time and memory addresses depend on the number of rows and, for encodings, on the row that is refused; never on the scalar.
// Why and how: docs/decisions/0011-lanes-of-ristretto255.md.

#ifndef SYMBOLON_C_RISTRETTO_LANES_H
#define SYMBOLON_C_RISTRETTO_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

/// The vector units that there is code for.
typedef enum {
    /// Four lanes.
    CRL_AVX2 = 1,
    /// Eight lanes, with the 52-bit multipliers.
    CRL_AVX512IFMA = 2,
} crl_lanes;

/// How a call ended.
typedef enum {
    /// All rows are done.
    CRL_DONE = 0,
    /// A row is no encoding that RFC 9496 section 4.3.1 accepts, or is the identity's.
    CRL_BAD_ELEMENT = 1,
    /// A row's result is the identity.
    CRL_IDENTITY_RESULT = 2,
    /// This machine cannot run these lanes; no row was looked at.
    CRL_LANES_MISSING = 3,
} crl_end;

/// How a call ended, and where.
typedef struct {
    crl_end end;
    /// The first row to which the end applies; the number of rows where all are done.
    size_t row;
} crl_report;

/// Tells whether this processor has the lanes, and this system keeps their registers (CPUID, XCR0). Builds without optimization have
/// no lanes.
bool crl_has(crl_lanes lanes);

// Rows are contiguous, of any number, and input and output do not overlap. A scalar is 32 bytes, little-endian, below 2^255, and is
// taken modulo l. Where a call does not end with CRL_DONE, every byte of its output is zero. Nothing is allocated: calls need about
// 128 KiB of stack, and zero what they kept there.

/// For each 64 uniform bytes, the encoding of k times the element that they map to (RFC 9496 section 4.3.4): 32 bytes a row.
crl_report crl_map_multiply(
    crl_lanes lanes, const uint8_t *uniform, size_t rows, const uint8_t scalar[32], uint8_t *output);

/// For each encoding of 32 bytes, decoded strictly (RFC 9496 section 4.3.1) and not the identity's, that of k times the element.
crl_report crl_multiply(
    crl_lanes lanes, const uint8_t *elements, size_t rows, const uint8_t scalar[32], uint8_t *output);

/// Decodes as crl_multiply does, and keeps nothing.
crl_report crl_check(crl_lanes lanes, const uint8_t *elements, size_t rows);

/// Messages for SHA-512 (FIPS 180-4) that are equal but for one field, which is, with all that follows it, in the last block.
typedef struct {
    /// The state after the blocks before the last.
    uint64_t state[8];
    /// The last block with its padding, and zeros for the field.
    uint8_t last_block[128];
    size_t field_offset;
    size_t field_size;
} crl_message_form;

/// Forms messages "before, field, after". False where this machine cannot run the lanes or the field would not be in the last block.
bool crl_form_messages(
    crl_lanes lanes, const uint8_t *before, size_t before_size, size_t field_size, const uint8_t *after, size_t after_size,
    crl_message_form *form);

/// For each field, of the form's size, the first bytes of its message's hash: digest_size, 64 at most, a row. False where this
/// machine cannot run the lanes, or the size is larger; nothing is written then.
bool crl_hash_messages(
    crl_lanes lanes, const crl_message_form *form, const uint8_t *fields, size_t rows, uint8_t *digests, size_t digest_size);

#if defined(__cplusplus)
}
#endif

#endif
