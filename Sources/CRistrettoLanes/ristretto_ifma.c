// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// ristretto255 on AVX-512 IFMA. Only lanes.c calls it, and only where processor and system have it.

#include "kernel.h"

#if defined(CRL_HAS_VECTOR_CODE)

#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512ifma"))), apply_to = function)

#define CRL_KERNEL crl_kernel_avx512ifma

#include "field_ifma.h"
// The formulas are written over the field's names.
#include "group.inc.h"
#include "sha512_lanes.inc.h"
#include "batch.inc.h"

#pragma clang attribute pop

#endif
