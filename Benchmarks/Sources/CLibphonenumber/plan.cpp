// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include "plan.h"

#include <algorithm>
#include <charconv>

#include <phonenumbers/logger.h>
#include <phonenumbers/phonemetadata.pb.h>

#include "CLibphonenumber.h"

// The library's compiled-in metadata. Exported by it, declared in a header that is not installed.
namespace i18n::phonenumbers {
int metadata_size();
const void *metadata_get();
}  // namespace i18n::phonenumbers

namespace symbolon {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// The library's own logger writes refused numbers to standard output; numbers belong in no log.
PhoneNumberUtil &silenced_util() {
    PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    util->SetLogger(new i18n::phonenumbers::NullLogger);  // owned by the library from here on
    return *util;
}

bool is_plain(const std::string &pattern) {
    return std::all_of(pattern.begin(), pattern.end(), [](char c) { return c >= '0' && c <= '9'; });
}

DiallingRules rules_of(const PhoneMetadata &metadata) {
    DiallingRules rules;
    rules.region = metadata.id();
    rules.country_code = metadata.country_code();
    rules.plain_trunk_prefix =
        is_plain(metadata.national_prefix_for_parsing()) && !metadata.has_national_prefix_transform_rule();
    if (rules.plain_trunk_prefix) rules.trunk_prefix = metadata.national_prefix_for_parsing();
    rules.plain_exit_code = !metadata.international_prefix().empty() && is_plain(metadata.international_prefix());
    if (rules.plain_exit_code) rules.exit_code = metadata.international_prefix();
    return rules;
}

}  // namespace

Plan::Plan() : util(silenced_util()) {
    const auto *bytes = static_cast<const unsigned char *>(i18n::phonenumbers::metadata_get());
    const int size = i18n::phonenumbers::metadata_size();
    PhoneMetadataCollection collection;
    // Metadata that does not decode leaves no shortcuts and no regions: everything is refused, nothing misread.
    if (!collection.ParseFromArray(bytes, size)) return;
    for (const PhoneMetadata &metadata : collection.metadata()) {
        const int code = metadata.country_code();
        if (code < 1 || code > 999) continue;
        ++region_counts[code];
        DiallingRules rules = rules_of(metadata);
        if (codes[code].country_code == 0 || metadata.main_country_for_code()) {
            codes[code] = rules;
            leads_with_digits[code] = metadata.has_leading_digits();
        }
        if (metadata.id().size() == 2) {
            const auto key = static_cast<uint16_t>(metadata.id()[0] << 8 | metadata.id()[1]);
            regions.emplace(key, std::move(rules));
        }
    }
}

const Plan &Plan::shared() {
    static const Plan *const plan = new Plan;  // never destroyed: threads may outlive static destructors
    return *plan;
}

const DiallingRules *Plan::rules_for(uint16_t region) const {
    const auto found = regions.find(region);
    return found == regions.end() ? nullptr : &found->second;
}

const DiallingRules *Plan::rules_for_code(int country_code) const {
    if (country_code < 1 || country_code > 999) return nullptr;
    const DiallingRules &rules = codes[static_cast<size_t>(country_code)];
    return rules.country_code == 0 ? nullptr : &rules;
}

size_t Plan::country_code_length(std::string_view digits) const {
    // Country codes are prefix-free and never start with 0 (ITU-T E.164).
    if (digits.empty() || digits[0] == '0') return 0;
    int code = 0;
    for (size_t length = 1; length <= 3 && length <= digits.size(); ++length) {
        code = code * 10 + (digits[length - 1] - '0');
        if (rules_for_code(code) != nullptr) return length;
    }
    return 0;
}

void assign(PhoneNumber &number, int country_code, std::string_view national) {
    number.set_country_code(country_code);
    uint64_t value = 0;
    std::from_chars(national.data(), national.data() + national.size(), value);
    number.set_national_number(value);
    size_t zeros = 0;
    while (zeros + 1 < national.size() && national[zeros] == '0') ++zeros;
    if (zeros == 0) return;
    number.set_italian_leading_zero(true);
    if (zeros != 1) number.set_number_of_leading_zeros(static_cast<int32_t>(zeros));
}

bool assign(PhoneNumber &number, uint64_t digits) {
    char text[20];
    const auto written = std::to_chars(text, text + sizeof text, digits);
    const std::string_view view(text, static_cast<size_t>(written.ptr - text));
    const size_t length = Plan::shared().country_code_length(view);
    if (length == 0 || length == view.size()) return false;
    int code = 0;
    std::from_chars(text, text + length, code);
    assign(number, code, view.substr(length));
    return true;
}

}  // namespace symbolon
