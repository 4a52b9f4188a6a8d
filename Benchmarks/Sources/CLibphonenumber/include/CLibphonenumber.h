// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The numbering plan behind the room PhoneNumbers, as plain C. Every function may be called from any thread at once,
// takes digits that were already cleaned (ASCII '0'…'9'), keeps nothing it was given and writes to no log.

#ifndef SYMBOLON_C_PHONE_NUMBERS_H
#define SYMBOLON_C_PHONE_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the plan says about a run of digits.
enum cpn_outcome {
    CPN_VALID = 0,
    /// The length fits, the range is not in use.
    CPN_POSSIBLE = 1,
    CPN_UNKNOWN_COUNTRY_CODE = 2,
    CPN_TOO_SHORT = 3,
    CPN_TOO_LONG = 4,
    /// Between the shortest and the longest length, but none that is in use.
    CPN_WRONG_LENGTH = 5,
    /// Only diallable inside its own area: the area code is missing.
    CPN_LOCAL_ONLY = 6,
};

/// An outcome and, when it is CPN_VALID or CPN_POSSIBLE, the digits of the E.164 form (7 to 15); 0 otherwise.
typedef struct {
    uint64_t digits;
    int32_t outcome;
} cpn_assessment;

/// Kinds of numbers, in the order of the Swift type `NumberType`.
enum cpn_type {
    CPN_FIXED_LINE = 0,
    CPN_MOBILE,
    CPN_FIXED_LINE_OR_MOBILE,
    CPN_TOLL_FREE,
    CPN_PREMIUM_RATE,
    CPN_SHARED_COST,
    CPN_VOIP,
    CPN_PERSONAL_NUMBER,
    CPN_PAGER,
    CPN_UAN,
    CPN_VOICEMAIL,
    CPN_UNKNOWN,
};

/// Country (ISO 3166 alpha-2 or "001", zero-terminated, empty if unknown) and kind of a number.
typedef struct {
    char country[4];
    int32_t type;
} cpn_facts;

/// A 64-bit FNV-1a digest of the plan's data: two installations with the same digest decide alike.
uint64_t cpn_plan_digest(void);

/// Whether the plan knows a region, two upper-case letters packed as first << 8 | second.
bool cpn_region_is_known(uint16_t region);

/// Digits (1 to 3) that the country code at the start of `digits` has, 0 if there is none.
size_t cpn_country_code_length(const uint8_t *digits, size_t count);

/// Judges digits that start with a country code.
cpn_assessment cpn_assess_international(const uint8_t *digits, size_t count);

/// Judges digits as they would be dialled in `region` (with or without trunk prefix, exit code or own country code).
cpn_assessment cpn_assess_national(const uint8_t *digits, size_t count, uint16_t region);

/// Describes a number given by its E.164 digits.
cpn_facts cpn_facts_of(uint64_t digits);

/// Writes the English name of the number's place as UTF-8, without terminator, cut at a character boundary;
/// answers the bytes written, 0 if there is no name.
size_t cpn_location_of(uint64_t digits, uint8_t *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
