// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// Looks for a difference in time between a fixed scalar and random ones: scripts/timing-difference. After Reparaz, Balasch,
// Verbauwhede, "Dude, is my code constant time?" (DATE 2017): both classes in random order, Welch's t over all measurements and over
// those below some quantiles, because interruptions make the slow ones.
//
//   timing avx2|avx512ifma MEASUREMENTS [planted]
//
// Prints a line for each quantile. Planted: beside each call, as many additions as the scalar has bits that are set. Exit codes: 0 no
// t of 4.5 or more, 1 one, 64 usage, 69 this machine has not the lanes.

#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <x86intrin.h>

#include "CRistrettoLanes.h"

/// A team of groups of eight lanes: short calls are interrupted seldom.
#define ROWS 16

/// More than this, and chance is no explanation.
#define LIMIT 4.5

typedef struct {
    uint64_t cycles;
    uint8_t is_random;
} measurement;

static int by_cycles(const void *a, const void *b) {
    uint64_t left = ((const measurement *)a)->cycles, right = ((const measurement *)b)->cycles;
    return (left > right) - (left < right);
}

/// Welch's t of the first measurements.
static double welch(const measurement *all, size_t count) {
    double n[2] = {0}, mean[2] = {0}, squares[2] = {0};
    for (size_t i = 0; i < count; i++) {
        int class = all[i].is_random;
        double x = (double)all[i].cycles, before = x - mean[class];
        n[class] += 1;
        mean[class] += before / n[class];
        squares[class] += before * (x - mean[class]);
    }
    double error = 0;
    for (int class = 0; class < 2; class++) error += squares[class] / (n[class] - 1) / n[class];
    printf("%9zu measurements, mean of the fixed scalar %.0f cycles, of random ones %+.1f; ", count, mean[0], mean[1] - mean[0]);
    return (mean[1] - mean[0]) / sqrt(error);
}

static volatile unsigned sink;

/// As many additions as bits are set.
static void plant(const uint8_t scalar[32]) {
    for (int i = 0; i < 256; i++) {
        if (scalar[i / 8] >> (i % 8) & 1) sink = sink + 1;
    }
}

int main(int count, char **arguments) {
    crl_lanes lanes = CRL_AVX512IFMA;
    if (count >= 2 && strcmp(arguments[1], "avx2") == 0) lanes = CRL_AVX2;
    size_t total = count >= 3 ? strtoul(arguments[2], NULL, 10) : 0;
    if (total < 1000) {
        fputs("timing: expected avx2 or avx512ifma, a number of measurements, 1000 at least, and perhaps planted\n", stderr);
        return 64;
    }
    if (!crl_has(lanes)) return 69;
    if (sodium_init() < 0) return 1;
    static uint8_t uniform[64], elements[ROWS * 32], results[ROWS * 32], scalar[32];
    for (size_t row = 0; row < ROWS; row++) {
        randombytes_buf(uniform, sizeof uniform);
        crypto_core_ristretto255_from_hash(elements + 32 * row, uniform);
    }
    measurement *all = calloc(total, sizeof *all);
    if (all == NULL) return 1;
    for (size_t i = 0; i < total; i++) {
        // Half of 2 is 1, whose digits are zero but for one. Both classes take the same way to the scalar, by the same stores.
        static const uint8_t fixed[32] = {2};
        uint8_t random[32];
        crypto_core_ristretto255_scalar_random(random);
        all[i].is_random = randombytes_random() & 1;
        for (int byte = 0; byte < 32; byte++) {
            uint8_t mask = (uint8_t)(0 - all[i].is_random);
            scalar[byte] = (uint8_t)((random[byte] & mask) | (fixed[byte] & ~mask));
        }
        _mm_mfence();
        unsigned core;
        uint64_t start = __rdtscp(&core);
        _mm_lfence();
        crl_report report = crl_multiply(lanes, elements, ROWS, scalar, results);
        if (count > 3) plant(scalar);
        all[i].cycles = __rdtscp(&core) - start;
        if (report.end != CRL_DONE) return 1;
    }
    qsort(all, total, sizeof *all, by_cycles);
    static const double quantiles[] = {1, 0.9, 0.75, 0.5, 0.25, 0.1};
    int differs = 0;
    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++) {
        double t = welch(all, (size_t)((double)total * quantiles[i]));
        printf("t = %+.2f\n", t);
        differs |= fabs(t) >= LIMIT;
    }
    free(all);
    return differs;
}
