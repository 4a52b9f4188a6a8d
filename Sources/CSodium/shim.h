// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The only door to libsodium's headers. Ristretto came with 1.0.18 and is missing from libsodium's "minimal" builds.

#ifndef SYMBOLON_CSODIUM_SHIM_H
#define SYMBOLON_CSODIUM_SHIM_H

#include <sodium.h>

#if SODIUM_LIBRARY_VERSION_MAJOR < 10 || (SODIUM_LIBRARY_VERSION_MAJOR == 10 && SODIUM_LIBRARY_VERSION_MINOR < 3)
#error "libsodium 1.0.18 or later is needed (ristretto255)"
#endif

#ifdef __linux__
#include <sys/prctl.h>

// prctl takes a variable number of arguments, which Swift does not import.
static inline int symbolon_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0UL, 0UL, 0UL, 0UL); }

static inline int symbolon_may_be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0UL, 0UL, 0UL, 0UL); }
#endif

#endif
