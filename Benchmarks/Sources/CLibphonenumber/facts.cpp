// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstring>

#include "CLibphonenumber.h"
#include "plan.h"

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using symbolon::Plan;

namespace {

cpn_type type_of(PhoneNumberUtil::PhoneNumberType type) {
    switch (type) {
        case PhoneNumberUtil::FIXED_LINE: return CPN_FIXED_LINE;
        case PhoneNumberUtil::MOBILE: return CPN_MOBILE;
        case PhoneNumberUtil::FIXED_LINE_OR_MOBILE: return CPN_FIXED_LINE_OR_MOBILE;
        case PhoneNumberUtil::TOLL_FREE: return CPN_TOLL_FREE;
        case PhoneNumberUtil::PREMIUM_RATE: return CPN_PREMIUM_RATE;
        case PhoneNumberUtil::SHARED_COST: return CPN_SHARED_COST;
        case PhoneNumberUtil::VOIP: return CPN_VOIP;
        case PhoneNumberUtil::PERSONAL_NUMBER: return CPN_PERSONAL_NUMBER;
        case PhoneNumberUtil::PAGER: return CPN_PAGER;
        case PhoneNumberUtil::UAN: return CPN_UAN;
        case PhoneNumberUtil::VOICEMAIL: return CPN_VOICEMAIL;
        case PhoneNumberUtil::UNKNOWN: return CPN_UNKNOWN;
    }
    return CPN_UNKNOWN;
}

}  // namespace

extern "C" cpn_facts cpn_facts_of(uint64_t digits) {
    cpn_facts facts = {{0}, CPN_UNKNOWN};
    PhoneNumber number;
    if (!symbolon::assign(number, digits)) return facts;
    const Plan &plan = Plan::shared();
    std::string region;
    plan.util.GetRegionCodeForNumber(number, &region);
    if (region != "ZZ") std::memcpy(facts.country, region.data(), std::min<size_t>(region.size(), 3));
    facts.type = type_of(plan.util.GetNumberType(number));
    return facts;
}
