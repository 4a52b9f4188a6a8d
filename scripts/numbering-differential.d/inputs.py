# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Texts to read as phone numbers: for one region, drawn from a seed, valid ones of every type and whatever people make of them."""

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat, PhoneNumberType

from patterns import Language

TYPES = {
    "fixed_line": PhoneNumberType.FIXED_LINE, "mobile": PhoneNumberType.MOBILE, "toll_free": PhoneNumberType.TOLL_FREE,
    "premium_rate": PhoneNumberType.PREMIUM_RATE, "shared_cost": PhoneNumberType.SHARED_COST,
    "voip": PhoneNumberType.VOIP, "personal_number": PhoneNumberType.PERSONAL_NUMBER, "pager": PhoneNumberType.PAGER,
    "uan": PhoneNumberType.UAN, "voicemail": PhoneNumberType.VOICEMAIL}

BLANKS = [" ", " ", " ", "\u00a0", "\u2009", "\u202f", "\u3000", "\t", "  "]
DASHES = ["-", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\u30fc", "\uff0d", "\u2043"]
MARKS = [".", "/", "(", ")", "[", "]", "~", "\u00b7", "\u200b", "\u2060", "\u00ad", "\u200e", "*", "x", "xx"]
LABELS = ["Tel: ", "tel. ", "Phone ", "\u260e ", "M: ", "(c) ", "'", "=\"", "\u202a", "\ufeff", "№ ", "тел. ", "#", "*31#", "tel:", "tel:", "callto:"]
TAILS = [
    " ext. 12", " x123", "x1", " extn 4", ";ext=99", "#7", " #7", ", 5", ",,12345678901", ";123", " int 3", " доб. 12",
    " anexo 5", " extensión 9", " extensio\u0301n 9", " - 503#", "~12", " ext 1234567890123456789012", ",,,7", " x302/x2303",
    " home", " m", " (mobile)", "?", ".", "\"", "\u202c", "\n", " or so", ";phone-context=+44", ";phone-context=example.com",
    ";phone-context=", ";isub=12", ";tgrp=a", "e", " / ", ".0", ".00", ",5", "E+5", "E05", "p12", ", ", " &", "\u2122", "ß", " ｅｘｔ 5", "Ext:.5", ".5"]
ALPHABET = list("0123456789" * 6 + "+-() ./,;x*#[]~eEpPaZ'\"=%:&_|") + [
    "\u00a0", "\u200b", "\u0661", "\uff11", "\uff0b", "é", "д", "ß", "²", "½", "\u0301", "\u0966", "\u2013", "\U0001d7d8",
    "\U0001f4de", "\u017f", "\u212a", "ext", "00", "+1", "+44", "tel:"]
SCRIPTS = [0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE, 0xE50]


def drawn(random, description):
    """A national number that a type's pattern has, nil if the walk ends nowhere."""
    if description is None or not description.national_number_pattern:
        return None
    language = Language(description.national_number_pattern)
    lengths = description.possible_length
    state, digits = language.start, ""
    while len(digits) < 17:
        if language.accepts(state) and (not lengths or len(digits) in lengths) and random.random() < 0.9:
            return digits
        live = [digit for digit in range(10) if language.step(state, digit)]
        if not live:
            return digits if language.accepts(state) else None
        digit = random.choice(live)
        state = language.step(state, digit)
        digits += str(digit)
    return None


def separated(random, text):
    """Puts marks between characters, as people do."""
    result = ""
    for character in text:
        result += character
        roll = random.random()
        if roll < 0.12:
            result += random.choice(BLANKS)
        elif roll < 0.2:
            result += random.choice(DASHES)
        elif roll < 0.26:
            result += random.choice(MARKS)
    return result


def otherwise(random, text):
    """Digits of another script."""
    zero = random.choice(SCRIPTS)
    return "".join(chr(zero + int(c)) if c.isdigit() and c.isascii() else c for c in text)


def changed(random, digits):
    position = random.randrange(len(digits))
    return random.choice([
        digits[:position] + random.choice("0123456789") + digits[position + 1:], digits[:position] + digits[position + 1:],
        digits[:position] + random.choice("0123456789") + digits[position:], digits + random.choice("0123456789"),
        digits[:-1], digits[:-2], digits + "00", digits[1:], digits[:4], digits[-7:]])


def spelt(random, metadata, code, national, texts):
    """Adds spellings of one national number."""
    prefix = metadata.national_prefix or "0"
    exit = "".join(c for c in (metadata.preferred_international_prefix or metadata.international_prefix or "00") if c.isdigit())
    number = phonenumbers.PhoneNumber(country_code=code, national_number=int(national or "0"))
    zeros = len(national) - len(national.lstrip("0"))
    if zeros and len(national) > zeros:
        number.italian_leading_zero = True
        number.number_of_leading_zeros = zeros
    international = f"+{code}{national}"
    base = [
        international, national, prefix + national, f"{exit}{code}{national}", f"00{code}{national}", f"{code}{national}",
        f"+{code}{prefix}{national}", f"+{code} (0){national}", f"{code} (0){national}", f"011{code}{national}",
        f"+{exit}{code}{national}", f"++{code}{national}",
        phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)]
    texts += base
    for _ in range(4):
        texts.append(separated(random, random.choice(base)))
    texts.append(otherwise(random, random.choice(base)))
    texts.append(random.choice(LABELS) + random.choice(base))
    texts.append(random.choice(base) + random.choice(TAILS))
    texts.append(random.choice(LABELS) + separated(random, random.choice(base)) + random.choice(TAILS))
    letters = list(random.choice(base))
    for _ in range(random.choice([1, 2, 3, 4, 7])):
        position = random.randrange(len(letters))
        letters[position] = random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyzlO")
    texts.append("".join(letters))
    for _ in range(3):
        other = changed(random, national)
        texts.append(random.choice(["+%d%s" % (code, other), other, prefix + other, "%d%s" % (code, other)]))


def texts_of(random, code, region, count):
    """Texts to be read in a region (or, for codes of no country, in any)."""
    metadata = PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    texts = []
    names = [name for name in TYPES if getattr(metadata, name) is not None and getattr(metadata, name).national_number_pattern]
    turn = 0
    while len(texts) < count:
        name = names[turn % len(names)]
        turn += 1
        national = drawn(random, getattr(metadata, name))
        if national:
            spelt(random, metadata, code, national, texts)
        if turn % 3 == 0:
            texts.append("".join(random.choice(ALPHABET) for _ in range(random.randrange(1, 26))))
            texts.append(random.choice(["", "+", "0", "00", str(code)]) + "".join(
                random.choice("0123456789") for _ in range(random.randrange(1, 20))))
    return texts[:count]
