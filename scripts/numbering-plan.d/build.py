# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the numbering plan from the `phonenumbers` package of this Python: build.py VERSION DATE OUTPUT.

The form of the file is told in docs/numbering-plan.md. The same package gives the same bytes.
"""

import re
import struct
import sys

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberType
from phonenumbers.carrierdata import CARRIER_DATA
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.geodata.locale import LOCALE_DATA
from phonenumbers.phonenumberutil import country_mobile_token, is_number_type_geographical
from phonenumbers.tzdata import TIMEZONE_DATA

from automata import MAXIMUM, Automaton
from layouts import Layouts
from patterns import Language, PrefixMatcher
from prefixes import pack

NONE = 0xFFFF
ZONE = re.compile(r"(?=.{1,64}$)[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+")

# In the order in which a number is tried against them; the codes are those of the Swift type NumberType.
TYPES = [
    ("premium_rate", 4), ("toll_free", 3), ("shared_cost", 5), ("voip", 6), ("personal_number", 7), ("pager", 8),
    ("uan", 9), ("voicemail", 10)]
FIXED, MOBILE, EITHER, UNKNOWN = 0, 1, 2, 11


class Description:
    """The pattern and the lengths of one type of numbers in one region."""

    def __init__(self, description):
        pattern = description.national_number_pattern if description is not None else None
        self.language = Language(pattern) if pattern else None
        self.lengths = frozenset(description.possible_length) if self.language else frozenset()

    def accepts(self, state, length):
        return (
            self.language is not None and (not self.lengths or length in self.lengths)
            and self.language.accepts(state))


class RegionLanguages:
    """All that decides on the type of a national number in one region."""

    def __init__(self, metadata):
        self.general = Description(metadata.general_desc)
        self.types = [(Description(getattr(metadata, name)), code) for name, code in TYPES]
        self.fixed = Description(metadata.fixed_line)
        self.mobile = Description(metadata.mobile)
        self.same = metadata.same_mobile_and_fixed_line_pattern
        self.all = [self.general, self.fixed, self.mobile] + [description for description, _ in self.types]
        self.start = tuple(
            description.language.start if description.language else frozenset() for description in self.all)

    def step(self, states, digit):
        return tuple(
            description.language.step(state, digit) if state else state
            for description, state in zip(self.all, states))

    def matches_general(self, states):
        return self.general.language is not None and self.general.language.accepts(states[0])

    def type(self, states, length):
        if not self.general.accepts(states[0], length):
            return UNKNOWN
        for (description, code), state in zip(self.types, states[3:]):
            if description.accepts(state, length):
                return code
        if self.fixed.accepts(states[1], length):
            return EITHER if self.same or self.mobile.accepts(states[2], length) else FIXED
        return MOBILE if not self.same and self.mobile.accepts(states[2], length) else UNKNOWN


class Texts:
    """Every text once, in the order of first use."""

    def __init__(self):
        self.places = {}

    def place(self, text):
        return self.places.setdefault(text, len(self.places))

    def sections(self):
        offsets, body = [0], bytearray()
        for text in self.places:
            body += text.encode()
            offsets.append(len(body))
        return struct.pack(f"<{len(offsets)}I", *offsets), bytes(body)


class Plan:
    def __init__(self):
        self.texts = Texts()
        self.outputs = {(0, UNKNOWN, NONE, NONE): 0}
        self.judge = Automaton(0)
        self.strip = Automaton((0, 0))
        self.write = Automaton(0)
        self.layouts = {(None, None): 0}
        self.records = {None: 0}
        self.regions = []
        self.region_records = bytearray()
        self.code_records = bytearray()
        self.code_index = [NONE] * 1000
        self.zone_lists = {}

    def output(self, general, type, region=NONE, name=NONE):
        return self.outputs.setdefault((int(general), type, region, name), len(self.outputs))

    # --- regions

    def add_region(self, code, region):
        metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        languages = RegionLanguages(metadata)
        root = self.judge.build(
            languages.start,
            lambda states, digit, _: self.alive(languages.step(states, digit)),
            lambda states, depth: self.ends(states, languages, depth) or self.output(languages.matches_general(states), languages.type(states, depth)))
        general = metadata.general_desc
        idd, idd_first = self.add_prefix(metadata.international_prefix)
        prefix, prefix_first = self.add_prefix(metadata.national_prefix_for_parsing)
        place = len(self.regions)
        self.regions.append((languages, metadata))
        name = LOCALE_DATA.get(region, {}).get("en", "")
        if name.startswith("*"):
            name = LOCALE_DATA[region].get(name[1:], "")
        packed = 0 if region == "001" else ord(region[0]) << 8 | ord(region[1])
        transform = self.transform(metadata)
        self.region_records += struct.pack(
            "<6HII8B2H", packed, code, root, idd, prefix, self.texts.place(name) if name else NONE,
            self.mask(general.possible_length), self.mask(general.possible_length_local_only), *transform, prefix_first,
            idd_first)
        return place

    @staticmethod
    def ends(states, languages, depth):
        """Makes sure that no pattern goes on behind the longest number that is judged."""
        if depth == MAXIMUM and any(any(languages.step(states, digit)) for digit in range(10)):
            sys.exit(f"a pattern takes more than {MAXIMUM} digits")

    @staticmethod
    def alive(states):
        return states if any(states) else None

    @staticmethod
    def mask(lengths):
        mask = 0
        for length in lengths:
            if not 1 <= length <= MAXIMUM:
                sys.exit(f"a possible length of {length} digits")
            mask |= 1 << length
        return mask

    def transform(self, metadata):
        """The digits in front of the last group of the rule, behind their count; 255 where there is no rule."""
        rule = metadata.national_prefix_transform_rule
        if not rule:
            return [255] + [0] * 7
        groups = PrefixMatcher(metadata.national_prefix_for_parsing).groups
        literal, mark, group = rule.partition("\\")
        if not mark or group != str(groups) or len(literal) > 7 or not (literal.isdigit() or not literal):
            sys.exit(f"the rule {rule!r} is of a form this script does not know")
        digits = [int(digit) for digit in literal]
        return [len(digits)] + digits + [0] * (7 - len(digits))

    def add_prefix(self, pattern):
        """Answers the state of a prefix's automaton, and a mask of the digits it can start with; bit 15: it may be empty."""
        if not pattern:
            return 0, 0
        matcher = PrefixMatcher(pattern)
        states = {}

        def known(state):
            return states.setdefault(state.key(), state)

        def step(state, digit, depth):
            following = known(matcher.step(state, digit, depth))
            return following if following.threads or following.record or following.end_record else None

        root = self.strip.build(
            known(matcher.start()), step,
            lambda state, _: (self.record(state.record), self.record(state.end_record)))
        row = self.strip.rows[root]
        first = sum(1 << digit for digit in range(10) if row[digit])
        return root, first | (0x8000 if row[10] or row[11] else 0)

    def record(self, record):
        return self.records.setdefault(record, len(self.records))

    # --- country codes

    def add_code(self, code, regions):
        places = [self.add_region(code, region) for region in regions]
        root = self.combined(places) if len(regions) > 1 else struct.unpack_from(
            "<H", self.region_records, places[0] * 32 + 4)[0]
        zones = NONE
        for length in range(3, 0, -1):
            found = TIMEZONE_DATA.get(str(code)[:1 + length])
            if found:
                zones = self.zone_list(found)
                break
        token = country_mobile_token(code)
        self.code_index[code] = len(self.code_records) // 16
        self.code_records += struct.pack(
            "<4H4B2H", code, places[0], root, zones, len(regions) > 1, len(str(code)),
            is_number_type_geographical(PhoneNumberType.MOBILE, code), int(token) if token else 255,
            self.add_layouts(places[0]), 0)

    def add_layouts(self, place):
        """Answers the state of the automaton that says how numbers are written: the leading region's rules for all of a code."""
        layouts = Layouts(self.regions[place][1])
        return self.write.build(
            layouts.start, layouts.step,
            lambda state, depth: self.layouts.setdefault(layouts.output(state, depth), len(self.layouts)))

    def combined(self, places):
        members = []
        for place in places:
            languages, metadata = self.regions[place]
            leading = PrefixMatcher(metadata.leading_digits) if metadata.leading_digits else None
            members.append((place, languages, leading))
        unmatched, matched = 0, 1
        start = tuple(
            (languages.start, leading.start() if leading else None) for _, languages, leading in members)
        # Threads of leading digits by their key, so that states compare.
        kept = {}

        def keyed(state):
            if state is None or state in (unmatched, matched):
                return state
            if state.record:
                return matched
            key = state.key()
            kept[key] = state
            return ("open", key) if state.threads else unmatched

        start = tuple((states, keyed(leading)) for states, leading in start)

        def step(state, digit, depth):
            following = []
            for (states, leading), (_, languages, matcher) in zip(state, members):
                if isinstance(leading, tuple):
                    leading = keyed(matcher.step(kept[leading[1]], digit, depth))
                following.append((languages.step(states, digit), leading))
            # Once every pattern is dead only the leading digits matter.
            if not any(any(states) or isinstance(leading, tuple) or leading == matched for states, leading in following):
                return None
            return tuple(following)

        def output(state, depth):
            region, type, valid = NONE, UNKNOWN, []
            for (states, leading), (place, languages, matcher) in zip(state, members):
                own = languages.type(states, depth)
                if own != UNKNOWN:
                    valid.append(place)
                if region == NONE and (leading == matched if matcher else own != UNKNOWN):
                    region, type = place, own
            return self.output(0, type, region, valid[0] if len(valid) == 1 else NONE)

        return self.judge.build(start, step, output)

    def zone_list(self, zones):
        # As the attribute number.timezones must be (protocol/v1/consent.md).
        if not zones or list(zones) != sorted(set(zones)) or len(zones) > 64 or not all(map(ZONE.fullmatch, zones)):
            sys.exit(f"the zones {zones} are not at most 64 ascending names")
        return self.zone_lists.setdefault(tuple(zones), len(self.zone_lists))

    # --- prefixes

    def english(self, data):
        return {prefix: names["en"] for prefix, names in data.items() if "en" in names}

    def table(self, entries, place):
        """Value 0 is none; frequent values get the small numbers."""
        counts = {}
        for value in entries.values():
            counts[value] = counts.get(value, 0) + 1
        order = {value: rank + 1 for rank, value in enumerate(sorted(counts, key=lambda v: (-counts[v], v)))}
        blocks, body, width = pack({prefix: order[value] for prefix, value in entries.items()})
        values = [0] + [place(value) for value in order]
        return blocks, body, struct.pack(f"<{len(values)}I", *values), width

    # --- the file

    def bytes(self, version, date):
        # First, because their places are 16 bits wide.
        written = [
            NONE if layout is None else self.texts.place(layout) for pair in self.layouts for layout in pair]
        locations = self.table(self.english(GEOCODE_DATA), self.texts.place)
        carriers = self.table(self.english(CARRIER_DATA), self.texts.place)
        zones = self.table({prefix: tuple(zones) for prefix, zones in TIMEZONE_DATA.items()}, self.zone_list)
        lists, members = [0], []
        for names in self.zone_lists:
            members += [self.texts.place(name) for name in names]
            lists.append(len(members))
        text_offsets, text_bytes = self.texts.sections()
        for name, table in (
                ("states", self.judge.rows), ("prefix states", self.strip.rows), ("layout states", self.write.rows),
                ("outputs", self.outputs), ("layouts", self.layouts)):
            if len(table) > NONE:
                sys.exit(f"{len(table)} {name} are too many for this form of the file")
        records = bytearray()
        for record in self.records:
            end, start, stop = record or (255, None, None)
            records += bytes([end, 255 if start is None else start, 255 if stop is None else stop, 0])
        info = f"metadata={version}\npackage=phonenumbers {phonenumbers.__version__}\ndate={date}\n"
        flat = lambda rows: b"".join(struct.pack(f"<{len(row)}H", *row) for row in rows)
        sections = [
            info.encode(),
            bytes(self.region_records),
            struct.pack("<1000H", *self.code_index),
            bytes(self.code_records),
            struct.pack(f"<{len(written)}H", *written),
            flat(self.judge.rows),
            b"".join(struct.pack("<BBHHH", *output, 0) for output in self.outputs),
            flat(self.strip.rows),
            bytes(records),
            text_offsets, text_bytes,
            struct.pack(f"<{len(lists)}I", *lists),
            struct.pack(f"<{len(members)}I", *members),
            struct.pack("<3I", locations[3], carriers[3], zones[3]),
            *locations[:3], *carriers[:3], *zones[:3],
            flat(self.write.rows),
        ]
        head = 24 + 8 * len(sections)
        directory, body = bytearray(), bytearray()
        for section in sections:
            body += bytes(-len(body) % 8)
            directory += struct.pack("<II", head + len(body), len(section))
            body += section
        rest = bytes(directory + body)
        digest = 0xCBF29CE484222325
        for byte in rest:
            digest = ((digest ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        return b"SYMPLAN\x01" + struct.pack("<IIQ", 24 + len(rest), len(sections), digest) + rest


def main():
    version, date, output = sys.argv[1:]
    if phonenumbers.__version__ != version:
        sys.exit(f"phonenumbers {phonenumbers.__version__} is installed where {version} is asked for")
    plan = Plan()
    for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items()):
        plan.add_code(code, regions)
    with open(output, "wb") as file:
        file.write(plan.bytes(version, date))
    print(
        f"{len(plan.regions)} regions, {len(plan.judge.rows)} states, {len(plan.outputs)} outputs, "
        f"{len(plan.strip.rows)} prefix states, {len(plan.write.rows)} layout states, {len(plan.layouts)} layouts, "
        f"{len(plan.texts.places)} texts", file=sys.stderr)


main()
