// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// #embed is older in this compiler than in its idea of C.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CPresets.h"

static const unsigned char hubspot[] = {
#embed "../../presets/hubspot.yaml"
};
static const unsigned char klaviyo[] = {
#embed "../../presets/klaviyo.yaml"
};
static const unsigned char salesforce[] = {
#embed "../../presets/salesforce.yaml"
};
static const unsigned char shopify[] = {
#embed "../../presets/shopify.yaml"
};
static const unsigned char twilio[] = {
#embed "../../presets/twilio.yaml"
};

static const cpresets_preset presets[] = {
    {"hubspot", hubspot, sizeof hubspot},       {"klaviyo", klaviyo, sizeof klaviyo},
    {"salesforce", salesforce, sizeof salesforce}, {"shopify", shopify, sizeof shopify},
    {"twilio", twilio, sizeof twilio},
};

size_t cpresets_count(void) { return sizeof presets / sizeof presets[0]; }

cpresets_preset cpresets_at(size_t index) {
    size_t last = cpresets_count() - 1;
    return presets[index < last ? index : last];
}
