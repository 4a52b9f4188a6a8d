// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Which lanes this machine has, and the way from the interface to their code.

#include "kernel.h"

#include <string.h>

unsigned crl_disclosed(unsigned value) { return value; }

void crl_wipe(void *memory, size_t size) {
    memset(memory, 0, size);
    // Somebody may read it, for all the compiler knows.
    __asm__ volatile("" : : "r"(memory) : "memory");
}

__attribute__((noinline)) void crl_wipe_stack(void) {
    uint8_t below[48 * 1024];
    crl_wipe(below, sizeof below);
}

#if defined(CRL_HAS_VECTOR_CODE)

#include <cpuid.h>

/// XCR0: which registers the system keeps from one task to the next (Intel SDM volume 1, section 13.3).
static uint64_t kept_registers(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

/// Looks for the lanes as crl_lanes, as bits.
static unsigned look_for_lanes(void) {
    enum {
        // Leaf 1, ECX
        osxsave = 1u << 27,
        // Leaf 7, EBX
        avx2 = 1u << 5,
        avx512 = 1u << 16 | 1u << 17 | 1u << 21,  // F, DQ, IFMA
        // XCR0: SSE and AVX; these, the mask registers and all of the 512-bit registers
        ymm_kept = 0x6,
        zmm_kept = 0xe6,
    };
    uint32_t a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & osxsave) == 0) return 0;
    uint64_t kept = kept_registers();
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    unsigned found = 0;
    if ((b & avx2) != 0 && (kept & ymm_kept) == ymm_kept) found |= 1u << CRL_AVX2;
    if ((b & avx512) == avx512 && (kept & zmm_kept) == zmm_kept) found |= 1u << CRL_AVX512IFMA;
    return found;
}

/// The lanes of this machine as bits; bit 0 says that it was looked for them: CPUID is slow on virtual machines.
static _Atomic unsigned lanes_found;

static const crl_kernel *kernel_of(crl_lanes lanes) {
    unsigned found = lanes_found;
    if (found == 0) lanes_found = found = look_for_lanes() | 1;
    if ((found >> lanes & 1) == 0) return NULL;
    switch (lanes) {
    case CRL_AVX512IFMA: return &crl_kernel_avx512ifma;
    case CRL_AVX2: return &crl_kernel_avx2;
    }
    return NULL;
}

#else

static const crl_kernel *kernel_of(crl_lanes lanes) {
    (void)lanes;
    return NULL;
}

#endif

/// Lets nothing of the output stay where a row was refused.
static crl_report finish(crl_report report, uint8_t *output, size_t rows) {
    if (report.end != CRL_DONE && rows > 0) crl_wipe(output, rows * 32);
    return report;
}

static const crl_report missing = {CRL_LANES_MISSING, 0};

bool crl_has(crl_lanes lanes) { return kernel_of(lanes) != NULL; }

crl_report crl_map_multiply(
    crl_lanes lanes, const uint8_t *uniform, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    const crl_kernel *kernel = kernel_of(lanes);
    return finish(kernel ? kernel->map_multiply(uniform, rows, scalar, output) : missing, output, rows);
}

crl_report crl_multiply(
    crl_lanes lanes, const uint8_t *elements, size_t rows, const uint8_t scalar[32], uint8_t *output) {
    const crl_kernel *kernel = kernel_of(lanes);
    return finish(kernel ? kernel->multiply(elements, rows, scalar, output) : missing, output, rows);
}

bool crl_form_messages(
    crl_lanes lanes, const uint8_t *before, size_t before_size, size_t field_size, const uint8_t *after, size_t after_size,
    crl_message_form *form) {
    // The padding is a byte and the length, 16 bytes, at least.
    enum { block_size = sizeof form->last_block, most = block_size - 1 - 16 };
    const crl_kernel *kernel = kernel_of(lanes);
    size_t blocks = before_size / block_size, offset = before_size % block_size;
    if (kernel == NULL || field_size > most || after_size > most || offset + field_size + after_size > most) return false;
    memset(form, 0, sizeof *form);
    kernel->absorb(form->state, before, blocks);
    form->field_offset = offset;
    form->field_size = field_size;
    uint8_t *end = form->last_block + offset + field_size + after_size;
    if (offset > 0) memcpy(form->last_block, before + blocks * block_size, offset);
    if (after_size > 0) memcpy(end - after_size, after, after_size);
    *end = 0x80;
    uint64_t bit_count = (uint64_t)(before_size + field_size + after_size) * 8;
    for (int i = 1; i <= 8; i++, bit_count >>= 8) form->last_block[block_size - i] = (uint8_t)bit_count;
    return true;
}

bool crl_hash_messages(
    crl_lanes lanes, const crl_message_form *form, const uint8_t *fields, size_t rows, uint8_t *digests, size_t digest_size) {
    const crl_kernel *kernel = kernel_of(lanes);
    if (kernel == NULL || digest_size > 64) return false;
    kernel->hash_messages(form, fields, rows, digests, digest_size);
    return true;
}

crl_report crl_check(crl_lanes lanes, const uint8_t *elements, size_t rows) {
    const crl_kernel *kernel = kernel_of(lanes);
    return kernel ? kernel->check(elements, rows) : missing;
}
