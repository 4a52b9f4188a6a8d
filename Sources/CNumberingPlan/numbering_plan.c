// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// #embed is older in this compiler than in its idea of C.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CNumberingPlan.h"

static const _Alignas(8) unsigned char plan[] = {
#embed "numbering-plan.bin"
};

const unsigned char *cnp_plan_bytes(void) { return plan; }

size_t cnp_plan_count(void) { return sizeof plan; }
