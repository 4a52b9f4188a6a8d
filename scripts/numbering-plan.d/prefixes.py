# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Tables from prefixes to values, as sorted breakpoints: between two of them all numbers have the same value.

A number is written in base 11, digit d as d + 1, filled up on the right with 0: so a prefix covers one interval, a longer
prefix an interval inside it, and a number shorter than a prefix lies in front of it. Looking up is one search for the last
breakpoint that is not greater.
"""

import struct

BLOCK = 32


def key_of(digits, width):
    key = 0
    for position in range(width):
        key = key * 11 + (int(digits[position]) + 1 if position < len(digits) else 0)
    return key


def breakpoints(table, width):
    """Flattens {prefix: value} to ascending (key, value), value 0 where no prefix matches."""
    flat = []
    open_intervals = []  # (end, value) from the outermost

    def add(key, value):
        if flat and flat[-1][0] == key:
            flat.pop()
        if (flat[-1][1] if flat else 0) != value:
            flat.append((key, value))

    def close_until(key):
        while open_intervals and open_intervals[-1][0] <= key:
            end, _ = open_intervals.pop()
            add(end, open_intervals[-1][1] if open_intervals else 0)

    for prefix in sorted(table):
        start = key_of(prefix, width)
        close_until(start)
        end = start + 11 ** (width - len(prefix))
        add(start, table[prefix])
        open_intervals.append((end, table[prefix]))
    close_until(11 ** width)
    return flat


def varint(value):
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return encoded


def pack(table):
    """Answers (blocks, bytes, width): for every 32 breakpoints (u64 first key, u32 offset, u32 count), and pairs of varints:
    the distance from the key before, and the value."""
    width = max(map(len, table))
    blocks, body = bytearray(), bytearray()
    flat = breakpoints(table, width)
    for start in range(0, len(flat), BLOCK):
        block = flat[start:start + BLOCK]
        blocks += struct.pack("<QII", block[0][0], len(body), len(block))
        before = block[0][0]
        for key, value in block:
            body += varint(key - before) + varint(value)
            before = key
    return bytes(blocks), bytes(body), width
