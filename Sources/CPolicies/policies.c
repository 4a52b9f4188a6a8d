// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// #embed is older in this compiler than in its idea of C.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CPolicies.h"

static const unsigned char ca_casl[] = {
#embed "../../policies/ca-casl.yaml"
};
static const unsigned char eu_gdpr[] = {
#embed "../../policies/eu-gdpr.yaml"
};
static const unsigned char uk_pecr[] = {
#embed "../../policies/uk-pecr.yaml"
};
static const unsigned char us_federal[] = {
#embed "../../policies/us-federal.yaml"
};

static const cpolicies_pack packs[] = {
    {"ca-casl", ca_casl, sizeof ca_casl},
    {"eu-gdpr", eu_gdpr, sizeof eu_gdpr},
    {"uk-pecr", uk_pecr, sizeof uk_pecr},
    {"us-federal", us_federal, sizeof us_federal},
};

size_t cpolicies_count(void) { return sizeof packs / sizeof packs[0]; }

cpolicies_pack cpolicies_at(size_t index) {
    size_t last = cpolicies_count() - 1;
    return packs[index < last ? index : last];
}
