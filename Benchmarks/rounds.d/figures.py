# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Figures as people read them, and reports as programs do."""
import argparse
import fractions
import json
import math
import os
import statistics

from failure import Failure


def count(text):
    """A number of rows: 300000, 300,000, 300k, 1M."""
    plain = text.strip().replace(",", "").replace("_", "").lower()
    factor = {"k": 1000, "m": 1_000_000}.get(plain[-1:], 1)
    digits = plain[:-1] if factor > 1 else plain
    if not digits.isdecimal() or int(digits) == 0:
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 1, as 300000, 300k or 1M")
    return int(digits) * factor


def counts(text):
    """Several, with commas between."""
    return [count(part) for part in text.split(",")]


def share(text):
    """A share: 0.5, 2/3."""
    try:
        value = float(fractions.Fraction(text))
    except (ValueError, ZeroDivisionError):
        value = 0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"{text}: expected a share above 0 and up to 1, as 0.5 or 2/3")
    return value


def report(text):
    """A file that can be written: asked before anything is measured."""
    place = text if os.path.exists(text) else os.path.dirname(os.path.abspath(text))
    if not os.path.basename(text) or os.path.isdir(text) or not os.access(place, os.W_OK):
        raise argparse.ArgumentTypeError(f"{text}: it cannot be written there")
    return text


def spread(values):
    """Minimum, median and maximum."""
    return min(values), statistics.median(values), max(values)


def seconds(value):
    """Three digits of it, and never less than whole seconds."""
    return f"{value:.{max(0, 2 - max(0, math.floor(math.log10(value))))}f}" if value > 0 else "0"


def table(heads, rows, form):
    """A table, words to the left and numbers to the right: aligned as `text`, or as `markdown`."""
    if form == "markdown":
        lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in lines)
    cells = [heads, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    words = [not any(row[column][:1].isdigit() for row in rows) for column in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if left else cell.rjust(width) for cell, width, left in zip(row, widths, words)).rstrip()
        for row in cells)


def head(machine):
    """A line about the machine."""
    lanes = f"lanes {machine['lanes']}"
    return (
        f"{machine['processor']}, cores {','.join(map(str, machine['cores']))}, {' '.join(machine['vectors']) or 'no vectors'}, "
        f"{lanes}; commit {machine['commit'] or 'unknown'}{' with changes' if machine['changed'] else ''}; load {machine['load']}")


def save(path, machine, options, results):
    """Writes a report that Benchmarks/plot reads."""
    try:
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"format": "symbolon-rounds-1", "machine": machine, "options": options, "results": results}, file, indent=1)
            file.write("\n")
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}", 73) from None
