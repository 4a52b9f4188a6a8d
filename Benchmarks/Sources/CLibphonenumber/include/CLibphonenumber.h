// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// libphonenumber as plain C: the yardstick of the room PhoneNumbers, which it was made of once. Every function may be called from any
// thread at once. The functions on digits take what was already cleaned (ASCII '0'…'9') and go round the library's general parser
// where that changes nothing: its best known shortcut.

#ifndef SYMBOLON_C_LIBPHONENUMBER_H
#define SYMBOLON_C_LIBPHONENUMBER_H

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

/// Judges digits that start with a country code.
cpn_assessment cpn_assess_international(const uint8_t *digits, size_t count);

/// Judges digits as they would be dialled in `region` (with or without trunk prefix, exit code or own country code).
cpn_assessment cpn_assess_national(const uint8_t *digits, size_t count, uint16_t region);

/// Describes a number given by its E.164 digits.
cpn_facts cpn_facts_of(uint64_t digits);

/// Texts with the regions that they are read in, held as the library takes them.
typedef struct cpn_texts cpn_texts;

/// Copies `count` texts that lie behind each other; `ends` are the places behind each, a region of 0 is none.
cpn_texts *cpn_texts_create(const uint8_t *bytes, const size_t *ends, const uint16_t *regions, size_t count);

void cpn_texts_destroy(cpn_texts *texts);

/// Reads every text as a user of the library does: Parse, IsValidNumber, Format as E.164. Writes the digits of valid numbers, else 0.
void cpn_texts_read(const cpn_texts *texts, uint64_t *digits);

/// Reads every text by the shortcut where its characters are plain, otherwise as `cpn_texts_read` does.
void cpn_texts_read_by_shortcut(const cpn_texts *texts, uint64_t *digits);

/// Asks region, type and English description of each number; answers the bytes of all answers.
size_t cpn_describe(const uint64_t *digits, size_t count);

/// Writes a number in the national or the international format, without terminator; answers the bytes.
size_t cpn_format(uint64_t digits, bool national, uint8_t *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
