// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstring>

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>

#include "CPhoneNumbers.h"
#include "plan.h"

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
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

const PhoneNumberOfflineGeocoder &geocoder() {
    static const auto *const shared = new PhoneNumberOfflineGeocoder;  // never destroyed, like the plan
    return *shared;
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

extern "C" size_t cpn_location_of(uint64_t digits, uint8_t *buffer, size_t capacity) {
    PhoneNumber number;
    if (!symbolon::assign(number, digits)) return 0;
    Plan::shared();  // silences the library before its first use
    const std::string name = geocoder().GetDescriptionForNumber(number, icu::Locale::getEnglish());
    size_t count = std::min(name.size(), capacity);
    while (count > 0 && count < name.size() && (static_cast<unsigned char>(name[count]) & 0xC0) == 0x80) --count;
    std::memcpy(buffer, name.data(), count);
    return count;
}
