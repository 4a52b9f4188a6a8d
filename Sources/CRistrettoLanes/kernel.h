// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// What each vector unit gives to lanes.c, and what all of them zero memory with.

#ifndef SYMBOLON_RISTRETTO_KERNEL_H
#define SYMBOLON_RISTRETTO_KERNEL_H

#include "include/CRistrettoLanes.h"

/// The calls of the interface, for one vector unit.
typedef struct {
    crl_report (*map_multiply)(const uint8_t *uniform, size_t rows, const uint8_t scalar[32], uint8_t *output);
    crl_report (*multiply)(const uint8_t *elements, size_t rows, const uint8_t scalar[32], uint8_t *output);
    crl_report (*check)(const uint8_t *elements, size_t rows);
    /// The state after whole blocks.
    void (*absorb)(uint64_t state[8], const uint8_t *blocks, size_t count);
    void (*hash_messages)(
        const crl_message_form *form, const uint8_t *fields, size_t rows, uint8_t *digests, size_t digest_size);
} crl_kernel;

// Without optimization the field's functions are fifteen times slower than libsodium and take megabytes of stack.
#if defined(__x86_64__) && defined(__OPTIMIZE__)
#define CRL_HAS_VECTOR_CODE 1
extern const crl_kernel crl_kernel_avx2;
extern const crl_kernel crl_kernel_avx512ifma;
#endif

/// Gives the value, which depends on a secret, and which the caller is told and code may branch by from here on. In another file
/// than its callers, so that scripts/constant-time can put a function in its place that notes this.
unsigned crl_disclosed(unsigned value);

/// Zeroes memory that nobody reads again, which a compiler may not leave out.
void crl_wipe(void *memory, size_t size);

/// Zeroes the stack where calls of the caller lay.
void crl_wipe_stack(void);

#endif
