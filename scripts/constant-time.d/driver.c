// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Multiplies by a scalar whose bits valgrind's memcheck takes for undefined, so that it reports every branch and every address that
// depends on them: scripts/constant-time. What comes out is declared defined, and compared with the results of the same scalar.
//
//   driver portable|avx2|planted-branch|planted-address|planted-in-avx2
//
// The planted modes do what has to be reported. Exit codes: 0 done, 1 a result differs or does not depend on the scalar for
// memcheck, 64 usage, 69 this machine has not the lanes; memcheck's own where it reported something.

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "CRistrettoLanes.h"

/// A full team of groups of four lanes, and a tail.
#define ROWS 9
#define ELEMENT_BYTES 32
#define UNIFORM_BYTES 64

static uint8_t uniform[ROWS * UNIFORM_BYTES], elements[ROWS * ELEMENT_BYTES], expected[ROWS * ELEMENT_BYTES];
static uint8_t hashes[ROWS * UNIFORM_BYTES];
static uint8_t scalar[32], results[ROWS * UNIFORM_BYTES];

/// Whether callers may be told which rows are the identity, as they are.
static bool discloses = true;

/// Takes the place of CRistrettoLanes' function, by the linker's --wrap.
unsigned __wrap_crl_disclosed(unsigned value);
unsigned __wrap_crl_disclosed(unsigned value) {
    if (discloses) VALGRIND_MAKE_MEM_DEFINED(&value, sizeof value);
    return value;
}

static void make_inputs(void) {
    crypto_core_ristretto255_scalar_random(scalar);
    randombytes_buf(uniform, sizeof uniform);
    for (size_t row = 0; row < ROWS; row++) {
        uint8_t *element = elements + row * ELEMENT_BYTES;
        crypto_core_ristretto255_from_hash(element, uniform + row * UNIFORM_BYTES);
        if (crypto_scalarmult_ristretto255(expected + row * ELEMENT_BYTES, scalar, element) != 0) abort();
        crypto_hash_sha512(hashes + row * UNIFORM_BYTES, uniform + row * UNIFORM_BYTES, UNIFORM_BYTES);
    }
}

static void poison(void *memory, size_t size) { (void)VALGRIND_MAKE_MEM_UNDEFINED(memory, size); }

/// Compares results whose every row has to be undefined so far; 0 where all is well.
static int compare(const char *what, const uint8_t *wanted, size_t width, size_t rows) {
    for (size_t row = 0; row < rows; row++) {
        uint8_t bits[UNIFORM_BYTES];
        unsigned undefined = 0;
        if (VALGRIND_GET_VBITS(results + row * width, bits, width) != 1) return 1;
        for (size_t i = 0; i < width; i++) undefined |= bits[i];
        if (undefined == 0) {
            fprintf(stderr, "%s: for memcheck, a result does not depend on what was made undefined\n", what);
            return 1;
        }
    }
    (void)VALGRIND_MAKE_MEM_DEFINED(results, sizeof results);
    int differs = memcmp(results, wanted, rows * width) != 0;
    if (differs) fprintf(stderr, "%s: a result differs\n", what);
    memset(results, 0, sizeof results);
    return differs;
}

/// The call of Ristretto's ElementKernel.
static int multiply_portable(void) {
    poison(scalar, sizeof scalar);
    for (size_t row = 0; row < ROWS; row++) {
        uint8_t *result = results + row * ELEMENT_BYTES;
        int status = crypto_scalarmult_ristretto255(result, scalar, elements + row * ELEMENT_BYTES);
        (void)VALGRIND_MAKE_MEM_DEFINED(&status, sizeof status);
        if (status != 0) return 1;
    }
    return compare("portable", expected, ELEMENT_BYTES, ROWS);
}

/// Nor do the numbers show in lanes, which the uniform bytes and the messages stand for.
static int work_in_lanes(crl_lanes lanes) {
    if (!crl_has(lanes)) return 69;
    poison(scalar, sizeof scalar);
    int fails = 0;
    for (size_t rows = 1; rows <= ROWS; rows += 4) {
        if (crl_multiply(lanes, elements, rows, scalar, results).end != CRL_DONE) return 1;
        fails |= compare("multiply", expected, ELEMENT_BYTES, rows);
    }
    poison(uniform, sizeof uniform);
    if (crl_map_multiply(lanes, uniform, ROWS, scalar, results).end != CRL_DONE) return 1;
    fails |= compare("map and multiply", expected, ELEMENT_BYTES, ROWS);
    crl_message_form form;
    if (!crl_form_messages(lanes, NULL, 0, UNIFORM_BYTES, NULL, 0, &form)) return 1;
    if (!crl_hash_messages(lanes, &form, uniform, ROWS, results, UNIFORM_BYTES)) return 1;
    return fails | compare("hash", hashes, UNIFORM_BYTES, ROWS);
}

static volatile uint8_t sink;

static int plant_branch(void) {
    poison(scalar, sizeof scalar);
    if (scalar[7] & 0x10) sink = 1;
    return 0;
}

static int plant_address(void) {
    static const volatile uint8_t table[16] = {1, 2, 3, 4};
    poison(scalar, sizeof scalar);
    sink = table[scalar[7] & 15];
    return 0;
}

static int plant_in_lanes(crl_lanes lanes) {
    discloses = false;
    return work_in_lanes(lanes);
}

int main(int count, char **arguments) {
    const char *mode = count == 2 ? arguments[1] : "";
    if (RUNNING_ON_VALGRIND == 0) {
        fputs("driver: run it by valgrind; see scripts/constant-time\n", stderr);
        return 64;
    }
    if (sodium_init() < 0) return 1;
    make_inputs();
    if (strcmp(mode, "portable") == 0) return multiply_portable();
    if (strcmp(mode, "avx2") == 0) return work_in_lanes(CRL_AVX2);
    if (strcmp(mode, "planted-branch") == 0) return plant_branch();
    if (strcmp(mode, "planted-address") == 0) return plant_address();
    if (strcmp(mode, "planted-in-avx2") == 0) return plant_in_lanes(CRL_AVX2);
    fputs("driver: expected portable, avx2, planted-branch, planted-address or planted-in-avx2\n", stderr);
    return 64;
}
