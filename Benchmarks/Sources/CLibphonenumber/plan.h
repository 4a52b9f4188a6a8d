// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// What the C++ files of this target share; not part of the C interface.

#ifndef SYMBOLON_PLAN_H
#define SYMBOLON_PLAN_H

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <phonenumbers/phonenumberutil.h>

namespace symbolon {

/// The part of a region's dialling rules that allows a shortcut around the library's general parser.
struct DiallingRules {
    std::string region;
    int country_code = 0;
    /// The trunk prefix and exit code, where they are plain digits; the shortcut is off where they are patterns.
    std::string trunk_prefix, exit_code;
    bool plain_trunk_prefix = false, plain_exit_code = false;
};

/// The library and the dialling rules derived from its metadata; built once, never changed.
class Plan {
public:
    static const Plan &shared();

    const i18n::phonenumbers::PhoneNumberUtil &util;

    const DiallingRules *rules_for(uint16_t region) const;
    /// The rules of the region that leads its country code; null for an unknown code.
    const DiallingRules *rules_for_code(int country_code) const;
    size_t country_code_length(std::string_view digits) const;

    /// Whether the leading region of a code claims every number of it that it finds valid.
    bool leads_plainly(int country_code) const { return !leads_with_digits[static_cast<size_t>(country_code)]; }
    /// Whether a code is shared by several regions.
    bool is_shared(int country_code) const { return region_counts[static_cast<size_t>(country_code)] > 1; }

private:
    Plan();
    Plan(const Plan &) = delete;
    Plan &operator=(const Plan &) = delete;

    std::unordered_map<uint16_t, DiallingRules> regions;
    std::array<DiallingRules, 1000> codes;
    std::array<bool, 1000> leads_with_digits{};
    std::array<int, 1000> region_counts{};
};

/// Fills a library number from a country code and a national significant number, leading zeros kept.
void assign(i18n::phonenumbers::PhoneNumber &number, int country_code, std::string_view national);

/// Splits E.164 digits into a library number; false if no country code fits.
bool assign(i18n::phonenumbers::PhoneNumber &number, uint64_t digits);

}  // namespace symbolon

#endif
