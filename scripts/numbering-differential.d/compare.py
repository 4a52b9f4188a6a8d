# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Reads the same texts with `symbolon numbers check` and with the `phonenumbers` package, and compares all that both tell:

compare.py PROGRAM INPUTS SEED REPORT

INPUTS is shared out between all regions. What differs must be explained by a rule of docs/numbering-plan.md; the report counts
by region and rule. Exit codes: 0 all agree or are explained, 1 not.
"""

import json
import multiprocessing
import random
import re
import subprocess
import sys
from collections import Counter

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneNumberFormat, ValidationResult
from phonenumbers import carrier, geocoder, timezone
from phonenumbers.phonenumberutil import PhoneNumberType
from phonenumbers.re_util import enable_pattern_cache

from inputs import texts_of

# So that both sides read the same columns: a row of the list is one text.
COLUMN = "phone"

TYPE_NAMES = {
    getattr(PhoneNumberType, name): name.lower().replace("_", "-") for name in dir(PhoneNumberType) if name.isupper()}

# Texts that are refused although the library reads them: a reason each, and what the text must have for it.
AROUND = " \t\r\n\v\f\u00a0\u00ad\u200b\u2060\u2009\u202f\u3000\"'\u2018\u2019\u201c\u201d="
STRICTER = {
    "scientific-notation": lambda text: re.search(r"\d[.,]?\d*[eE][+-]?\d{1,2}$", text.strip(AROUND)),
    "decimal-notation": lambda text: re.search(r"\d{7,}[.,]\d+$|^\d{1,3}(,\d{3}){2,}(\.\d*)?$", text.strip(AROUND)),
    "service-code": lambda text: re.search(r"^\W*[*#\uff03\uff0a]", text),
    "several-numbers": lambda text: re.search(r"[,;\uff0c\uff1b]|[^\W\d_]", text),
    "letters": lambda text: re.search(r"[^\W\d_]", text),
}
# Readings that the library does not have: a note each. Where the library finds a valid number they explain nothing.
READS_MORE = {
    "spreadsheet-fraction", "spreadsheet-text", "unusual-separators", "invisible-characters", "foreign-digits", "exit-code",
    "bracketed-zero", "uri-parts"}
# The digits are others than the library's, by intent, wherever these are: the fraction, and letters of other scripts.
OTHER_DIGITS = {"spreadsheet-fraction", "foreign-digits"}


def library(text, region):
    """What the package tells: None, or (E.164, valid, possible, local only, type, country, zones, carrier, location, international
    and national form)."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    kind = phonenumbers.number_type(number)
    zones = timezone.time_zones_for_number(number)
    # The forms are those of the number alone: its extension is told beside them.
    number.extension = None
    return (
        phonenumbers.format_number(number, PhoneNumberFormat.E164), phonenumbers.is_valid_number(number),
        reason == ValidationResult.IS_POSSIBLE, reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY, TYPE_NAMES[kind],
        phonenumbers.region_code_for_number(number), [] if zones == ("Etc/Unknown",) else list(zones),
        carrier.name_for_number(number, "en"), geocoder.description_for_number(number, "en"),
        *(phonenumbers.format_number(number, form) for form in (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)))


def rule_of(text, row, theirs):
    """Why a row differs: None if it does not, the name of a rule, or "unexplained"."""
    reason, notes = row["reason"], set(row["notes"])
    has_number = row["e164"] is not None
    if theirs is None:
        if not has_number:
            return None
        return first(notes & READS_MORE)
    e164, valid, possible, local_only, kind, country, zones, network, place, *written = theirs
    if has_number and len(e164) - 1 > 15:
        # Refused as it was dialled, and read in another way.
        return first(notes & READS_MORE)
    if not valid and not possible:
        if not has_number:
            return "local-only" if local_only and reason == "local-only" else None
        return first(notes & READS_MORE)
    if not has_number:
        if not 7 <= len(e164) - 1 <= 15 and reason in ("too-long", "too-short"):
            return "e164-length"
        if reason in STRICTER:
            return reason if STRICTER[reason](text) else "unexplained"
        if "foreign-digits" in notes and "vanity-letters" not in notes:
            notes.discard("foreign-digits")
        return first(notes & OTHER_DIGITS)
    ours = (
        row["e164"], row["status"] == "valid", row["type"], row["country"], row["timezones"], row["carrier"] or "",
        row["location"] or "", row["international"], row["national"])
    if ours == (e164, valid, kind, country, zones, network, place, *written):
        return None
    if "foreign-digits" in notes and "vanity-letters" not in notes:
        notes.discard("foreign-digits")
    return first(notes & (OTHER_DIGITS if valid else READS_MORE))


def first(names):
    return sorted(names)[0] if names else "unexplained"


def check(task):
    program, code, region, home, count, seed = task
    enable_pattern_cache()
    source = random.Random(f"{seed} {code} {region} {home}")
    texts = texts_of(source, code, region, count)
    arguments = [program, "numbers", "check", "-", "--input-format", "ndjson", "--column", COLUMN]
    if home:
        arguments += ["--region", home]
    lines = "".join(json.dumps({COLUMN: text}) + "\n" for text in texts)
    result = subprocess.run(arguments, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode != 0:
        return region, code, Counter(), [("the program failed", result.stderr.decode()[-400:], "", "")]
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    counts, unexplained = Counter(), []
    if len(rows) != len(texts):
        return region, code, counts, [(f"{len(rows)} rows for {len(texts)} texts", "", "", "")]
    for text, row in zip(texts, rows):
        theirs = library(text, home)
        rule = rule_of(text, row, theirs)
        counts["inputs"] += 1
        counts["valid" if row["status"] == "valid" else "possible" if row["e164"] else "refused"] += 1
        if rule:
            counts[rule] += 1
        if rule == "unexplained" and len(unexplained) < 20:
            unexplained.append((text, home, row, theirs))
    return region, code, counts, unexplained


def main():
    program, inputs, seed, report = sys.argv[1:]
    regions = [(code, region) for code, names in sorted(COUNTRY_CODE_TO_REGION_CODE.items()) for region in names]
    homes = [region for _, region in regions if region != "001"]
    source = random.Random(seed)
    tasks = []
    # Most numbers are read at home, some in another region, some without any.
    count = -(-int(inputs) // (10 * len(regions)))
    for code, region in regions:
        own = region if region != "001" else None
        for home, share in [(own, 8), (source.choice(homes), 1), (None, 1)]:
            tasks.append((program, code, region, home, share * count, seed))
    total, by_region, shown = Counter(), {}, 0
    with multiprocessing.Pool() as pool:
        for region, code, counts, unexplained in pool.imap_unordered(check, tasks):
            total.update(counts)
            by_region.setdefault(f"{region} +{code}", Counter()).update(counts)
            for text, home, row, theirs in unexplained:
                shown += 1
                if shown <= 40:
                    print(f"differs: {text!r} in {home}: {row} where the package tells {theirs}", file=sys.stderr)
    with open(report, "w") as file:
        json.dump({"version": phonenumbers.__version__, "seed": seed, "total": total, "regions": dict(sorted(by_region.items()))},
                  file, indent=1, sort_keys=True)
        file.write("\n")
    for name, number in total.most_common():
        print(f"{number:>12,}  {name}")
    bad = shown or total["inputs"] < int(inputs)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
