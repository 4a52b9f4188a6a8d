# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Lists that are made from a seed, and what they have in common.

Numbers are North American ones that a numbering plan takes. Nobody looked whether somebody has them, so they are kept nowhere.
"""
import datetime
import math
import random

from apart import apart
from failure import Failure

AREAS = (
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240,
    248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302,
)
# Lines of the exchanges 200 to 999 of one area.
LINES = 8_000_000
SPACE = len(AREAS) * LINES
# A prime that does not divide SPACE: its multiples visit every number once.
STEP = 1_000_000_007
CONSENTS = (
    "consent_sender,consent_purpose,consent_channel,consent_state,consent_given_at,consent_expires_at,consent_method,"
    "consent_notice,consent_jurisdiction,consent_evidence"
)
CONSENT = "Benchmark,marketing,sms,given,{},,web-form,notice-1,US,form-archive"
# Nobody agrees in the same second as all others: rows differ in the moment.
FIRST_CONSENT = datetime.datetime(2024, 1, 1)
CONSENT_SECONDS = 40_000_000


def make(folder, parties, rows, share, seed):
    """Makes the lists of all parties in a folder, the brand's first; answers their paths."""
    common = int(rows * share)
    if rows < 1000 or common < 50:
        raise Failure("a round takes 1,000 rows or more, and 50 or more in common", 64)
    if common + parties * (rows - common) > SPACE:
        raise Failure(f"{parties} lists of {rows:,} rows: there are only {SPACE:,} numbers to make them of", 64)
    folder.mkdir(mode=0o700)
    files = [folder / f"list-{party + 1}.csv" for party in range(parties)]
    for party, file in enumerate(files):
        apart(write, str(file), party, rows, common, seed, party == 0)
    return files


def write(path, party, rows, common, seed, consents):
    """Writes the list of a party as CSV: `common` numbers that all parties have and others that nobody else has, mixed.

    With `consents`, each row says that the person agreed, as the list of a brand must.
    """
    offset = random.Random(seed).randrange(SPACE)
    # The common numbers stand at other places of each list.
    stride = int(rows * (0.61 - 0.03 * party)) | 1
    while math.gcd(stride, rows) != 1:
        stride += 2
    own = party * (rows - common)
    with open(path, "w", encoding="ascii", newline="") as file:
        file.write(f"phone,{CONSENTS}\n" if consents else "phone\n")
        for start in range(0, rows, 50_000):
            lines = []
            for row in range(start, min(rows, start + 50_000)):
                index = (stride * row + seed) % rows
                if index >= common:
                    index += own
                place = (STEP * index + offset) % SPACE
                said = ""
                if consents:
                    moment = FIRST_CONSENT + datetime.timedelta(seconds=STEP * row % CONSENT_SECONDS)
                    said = f",{CONSENT.format(moment.isoformat() + 'Z')}"
                lines.append(f"+1{AREAS[place // LINES]}{2_000_000 + place % LINES}{said}\n")
            file.write("".join(lines))


def numbers(path):
    """The numbers of a CSV file's first column, as integers."""
    with open(path, "rb") as file:
        next(file, None)
        for line in file:
            yield int(line.split(b",", 1)[0].strip(b'"\r\n'))


def check(lists, outputs):
    """Compares what each party was told with the intersection of the files, computed as sets; answers its size."""
    common = set(numbers(lists[0]))
    for path in lists[1:]:
        common.intersection_update(numbers(path))
    for path in outputs:
        count = 0
        told = set()
        for number in numbers(path):
            count += 1
            told.add(number)
        if told != common or count != len(common):
            raise Failure(
                f"{path}: {count:,} rows, {len(told - common):,} of which are not in all lists; {len(common - told):,} of "
                f"{len(common):,} common numbers are missing")
    return len(common)
