// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

// The numbering plan that scripts/numbering-plan builds, as bytes in the program, and the records that it is made of. The form of
// the file is told in docs/numbering-plan.md; all integers are little-endian.

#ifndef SYMBOLON_C_NUMBERING_PLAN_H
#define SYMBOLON_C_NUMBERING_PLAN_H

#include <stddef.h>
#include <stdint.h>

/// What a file starts with; a directory of sections follows.
typedef struct {
    /// "SYMPLAN" and the version of the form.
    uint8_t magic[8];
    /// Bytes of the whole file.
    uint32_t size;
    uint32_t section_count;
    /// FNV-1a over everything behind the header.
    uint64_t digest;
} cnp_header;

/// Where a section lies in the file, in bytes.
typedef struct {
    uint32_t offset;
    uint32_t size;
} cnp_section;

/// One region under one country code.
typedef struct {
    /// ISO 3166-1 alpha-2, first letter << 8 | second; 0 for a code of no country.
    uint16_t region;
    uint16_t country_code;
    /// The state that judges national numbers: general pattern and type.
    uint16_t root;
    /// The state that takes off an international prefix; 0 if there is none.
    uint16_t exit_root;
    /// The state that takes off a national prefix; 0 if there is none.
    uint16_t trunk_root;
    /// The text of the English name, 0xFFFF if it has none.
    uint16_t name;
    /// Bit n: a national number may have n digits.
    uint32_t lengths;
    /// Bit n: so may one without its area code.
    uint32_t local_lengths;
    /// Digits that a transform rule puts in front of the prefix's last group, behind their count; 255: no rule.
    uint8_t transform[8];
    /// Bit d: a national prefix may start with d; bit 15: it may be empty.
    uint16_t trunk_first;
    uint16_t exit_first;
} cnp_region;

/// One country code.
typedef struct {
    uint16_t country_code;
    /// The region that leads the code.
    uint16_t main_region;
    /// The state that judges national numbers of all regions of the code.
    uint16_t root;
    /// Time zones of the whole code, 0xFFFF if there are none.
    uint16_t zones;
    /// 1 if several regions share the code: then the outputs tell the region.
    uint8_t is_shared;
    uint8_t digit_count;
    /// 1 if mobile numbers belong to an area.
    uint8_t has_mobile_areas;
    /// The digit that stands in front of the area code of mobile numbers, 255 if there is none.
    uint8_t mobile_token;
    /// The state that says how national numbers are written.
    uint16_t layout_root;
    uint16_t reserved;
} cnp_code;

/// What a national number is worth.
typedef struct {
    /// 1 if the region's general pattern has it.
    uint8_t is_general;
    /// The raw code of its type.
    uint8_t type;
    /// The region it belongs to where several share the code, 0xFFFF if to none.
    uint16_t region;
    /// The only region where it is valid, 0xFFFF if there is none or more than one.
    uint16_t named_region;
    uint16_t reserved;
} cnp_output;

/// What a prefix pattern takes off: digits, and the bounds of its last group; 255 where the group took no part.
typedef struct {
    uint8_t end;
    uint8_t group_start;
    uint8_t group_end;
    uint8_t reserved;
} cnp_match;

/// How a national number is written: texts in which a letter stands for a digit of it (a for the first) and everything else for
/// itself; 0xFFFF where it is written as plain digits.
typedef struct {
    uint16_t national;
    /// What follows the country code.
    uint16_t international;
} cnp_layout;

/// Up to 32 breakpoints of a table by prefix.
typedef struct {
    uint64_t first_key;
    uint32_t offset;
    uint32_t count;
} cnp_block;

/// The file; lives as long as the program, aligned to 8 bytes.
const unsigned char *_Nonnull cnp_plan_bytes(void);

size_t cnp_plan_count(void);

#endif
