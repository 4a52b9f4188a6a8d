// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// What a measurement needs from the system: one core, the time that this thread has had, and the allocations of the whole program.

#ifndef SYMBOLON_C_MEASURING_H
#define SYMBOLON_C_MEASURING_H

#include <stdbool.h>
#include <stdint.h>

/// Keeps this thread on one core; false if the system refuses.
bool measuring_pin(int core);

/// The core that this thread runs on.
int measuring_core(void);

/// Nanoseconds that this thread has run, time in which others had the core not counted.
uint64_t measuring_thread_time(void);

/// Nanoseconds that all threads of this program have run, the system's part included.
uint64_t measuring_process_time(void);

/// Calls of malloc, calloc, realloc and their aligned likes on this thread so far, by Swift, C and C++ alike.
uint64_t measuring_allocations(void);

/// Bytes of memory that the program has in use (resident set).
uint64_t measuring_resident_bytes(void);

/// The most of it that the program had in use at one time.
uint64_t measuring_peak_bytes(void);

#endif
