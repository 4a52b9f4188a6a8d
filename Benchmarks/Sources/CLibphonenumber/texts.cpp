// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>
#include <vector>

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>

#include "CLibphonenumber.h"
#include "plan.h"

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;
using symbolon::Plan;

struct cpn_texts {
    struct Text {
        std::string text;
        std::string region;
        uint16_t packed;
    };
    std::vector<Text> all;
};

namespace {

uint64_t digits_of(const std::string &e164) {
    uint64_t value = 0;
    std::from_chars(e164.data() + 1, e164.data() + e164.size(), value);
    return value;
}

/// What a program does that has a text and wants a valid number: nothing is known about the text.
uint64_t read(const PhoneNumberUtil &util, const cpn_texts::Text &text, PhoneNumber &number, std::string &formatted) {
    if (util.Parse(text.text, text.region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return 0;
    if (!util.IsValidNumber(number)) return 0;
    util.Format(number, PhoneNumberUtil::E164, &formatted);
    return digits_of(formatted);
}

/// Keeps the digits of a text of digits and the usual marks, non-breaking blanks among them; false if there is more in it.
bool clean(const std::string &text, std::string &digits, bool &has_plus) {
    digits.clear();
    has_plus = false;
    for (size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
        } else if (c == '+' && digits.empty() && !has_plus) {
            has_plus = true;
        } else if (c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0') {
            ++at;
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') {
            return false;
        }
    }
    return true;
}

}  // namespace

extern "C" cpn_texts *cpn_texts_create(
    const uint8_t *bytes, const size_t *ends, const uint16_t *regions, size_t count) {
    auto *texts = new cpn_texts;
    texts->all.reserve(count);
    size_t start = 0;
    for (size_t i = 0; i < count; ++i) {
        const uint16_t packed = regions[i];
        const char letters[2] = {static_cast<char>(packed >> 8), static_cast<char>(packed & 0xFF)};
        texts->all.push_back(
            {std::string(reinterpret_cast<const char *>(bytes) + start, ends[i] - start),
             packed == 0 ? std::string("ZZ") : std::string(letters, 2), packed});
        start = ends[i];
    }
    return texts;
}

extern "C" void cpn_texts_destroy(cpn_texts *texts) { delete texts; }

extern "C" void cpn_texts_read(const cpn_texts *texts, uint64_t *digits) {
    const PhoneNumberUtil &util = Plan::shared().util;
    PhoneNumber number;
    std::string formatted;
    for (const auto &text : texts->all) {
        number.Clear();
        *digits++ = read(util, text, number, formatted);
    }
}

extern "C" void cpn_texts_read_by_shortcut(const cpn_texts *texts, uint64_t *digits) {
    const PhoneNumberUtil &util = Plan::shared().util;
    PhoneNumber number;
    std::string formatted, cleaned;
    for (const auto &text : texts->all) {
        bool has_plus = false;
        if (clean(text.text, cleaned, has_plus)) {
            const auto *bytes = reinterpret_cast<const uint8_t *>(cleaned.data());
            const cpn_assessment assessment = has_plus
                ? cpn_assess_international(bytes, cleaned.size())
                : cpn_assess_national(bytes, cleaned.size(), text.packed);
            *digits++ = assessment.outcome == CPN_VALID ? assessment.digits : 0;
        } else {
            number.Clear();
            *digits++ = read(util, text, number, formatted);
        }
    }
}

extern "C" size_t cpn_describe(const uint64_t *digits, size_t count) {
    static const auto *const geocoder = new PhoneNumberOfflineGeocoder;  // never destroyed, like the plan
    const PhoneNumberUtil &util = Plan::shared().util;
    const icu::Locale english = icu::Locale::getEnglish();
    size_t total = 0;
    PhoneNumber number;
    std::string region;
    for (size_t i = 0; i < count; ++i) {
        number.Clear();
        if (!symbolon::assign(number, digits[i])) continue;
        util.GetRegionCodeForNumber(number, &region);
        total += region.size() + static_cast<size_t>(util.GetNumberType(number));
        total += geocoder->GetDescriptionForNumber(number, english).size();
    }
    return total;
}

extern "C" size_t cpn_format(uint64_t digits, bool national, uint8_t *buffer, size_t capacity) {
    PhoneNumber number;
    if (!symbolon::assign(number, digits)) return 0;
    std::string text;
    Plan::shared().util.Format(number, national ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL, &text);
    const size_t count = std::min(text.size(), capacity);
    std::memcpy(buffer, text.data(), count);
    return count;
}
