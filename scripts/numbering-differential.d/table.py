# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""Prints the report of compare.py as the tables of docs/numbering-plan.md: table.py REPORT."""

import json
import sys

OUTCOMES = ["inputs", "valid", "possible", "refused"]


def main():
    with open(sys.argv[1]) as file:
        report = json.load(file)
    total = report["total"]
    rules = sorted((name for name in total if name not in OUTCOMES), key=lambda name: -total[name])
    print("| | " + " | ".join(OUTCOMES) + " |")
    print("|---|" + "---:|" * len(OUTCOMES))
    print("| all | " + " | ".join(f"{total.get(name, 0):,}" for name in OUTCOMES) + " |")
    print()
    print("| rule | inputs |")
    print("|---|---:|")
    for name in rules:
        print(f"| `{name}` | {total[name]:,} |")
    agreeing = total["inputs"] - sum(total[name] for name in rules)
    print(f"| no difference in anything | {agreeing:,} |")
    print(f"| not explained | {total.get('unexplained', 0):,} |")
    print()
    print("| region | " + " | ".join(OUTCOMES + [f"`{name}`" for name in rules]) + " |")
    print("|---|" + "---:|" * (len(OUTCOMES) + len(rules)))
    for name, counts in report["regions"].items():
        print(f"| {name} | " + " | ".join(str(counts.get(key, 0) or "") for key in OUTCOMES + rules) + " |")


main()
