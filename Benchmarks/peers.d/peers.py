# Copyright the Symbolon authors
# SPDX-License-Identifier: Apache-2.0
"""The systems that are measured beside Symbolon, and one run of each."""
import shutil
import time
from pathlib import Path

import machine
from failure import Failure
from programs import Programs

PLACE = Path(__file__).resolve().parent
# Parties that have together used less than a second of a processor in so many seconds wait for each other and will not go on.
STILL = 60
# Name, numbers of parties, what it is.
SYSTEMS = {
    "secretflow-ecdh": ((2,), "SecretFlow ECDH, CURVE_25519"),
    "secretflow-rr22": ((2,), "SecretFlow RR22"),
    "secretflow-ecdh-3pc": ((3,), "SecretFlow ECDH 3PC, CURVE_25519"),
    "secretflow-ecdh-npc": ((3, 4), "SecretFlow ECDH NPC, CURVE_25519"),
    "openmined-ecdh": ((2,), "OpenMined ECDH, P-256"),
}


def run(system, python, folder, lists, limit):
    """Runs a peer once with these lists, one process a party; the clock runs from the word to all until all have written their rows.

    Answers the same as a round of Symbolon's.
    """
    outputs = [folder / f"{system}.{place + 1}.csv" for place in range(len(lists))]
    with Programs(folder) as programs:
        if system == "openmined-ecdh":
            address, = machine.free_addresses(1)
            outputs = outputs[1:]
            sides = [
                programs.start("party-1", [python, PLACE / "openmined_party.py", "server", address, lists[0], ""], speaks=True),
                programs.start("party-2", [python, PLACE / "openmined_party.py", "client", address, lists[1], outputs[0]], speaks=True),
            ]
        else:
            addresses = ",".join(machine.free_addresses(len(lists)))
            protocol = system.removeprefix("secretflow-")
            sides = [
                programs.start(
                    f"party-{place + 1}",
                    [python, PLACE / "secretflow_party.py", protocol, place, addresses, lists[place], outputs[place]], speaks=True)
                for place in range(len(lists))]
        _wait(sides, "ready", 600)
        before = machine.loopback_bytes()
        start = time.monotonic()
        for side in sides:
            side.tell("go")
        _wait(sides, "done", limit)
        seconds = time.monotonic() - start
        after = machine.loopback_bytes()
        # None goes away before all are done: the others may still want to be heard.
        for side in sides:
            side.tell("end")
        for side in sides:
            side.ended(waits=True)
            side.check()
    return {
        "seconds": seconds,
        "processorSeconds": sum(side.processors for side in sides),
        "programs": {side.name: {"processorSeconds": side.processors, "peakKiB": side.peak} for side in sides},
        "loopbackBytes": None if before is None or after is None else after - before,
        "outputs": [str(path) for path in outputs],
    }


def _wait(sides, word, limit):
    """Waits until all have said a word; one that fails, or does nothing any more, would leave the others waiting for it."""
    waiting = list(sides)
    now = time.monotonic()
    end = now + limit
    moved, work = now, 0.0
    while waiting:
        now = time.monotonic()
        names = ", ".join(side.name for side in waiting)
        if now > end:
            raise Failure(f"{names} did not say {word} within {limit:,} s (--limit)", 75)
        done = sum(side.work() for side in sides)
        if done >= work + 1:
            moved, work = now, done
        elif now > moved + STILL:
            raise Failure(f"{names} did not say {word}, and no party has used a processor for {STILL} s", 75)
        waiting = [side for side in waiting if not side.heard(word)]
        time.sleep(0.005)


def plain_lists(lists, folder):
    """The lists without consents, which peers know nothing of: the same numbers in the same order."""
    plain = []
    for path in lists:
        target = folder / f"plain-{path.name}"
        with open(path, "rb") as source, open(target, "wb") as file:
            first = next(source)
            if first == b"phone\n":
                file.write(first)
                shutil.copyfileobj(source, file)
            else:
                file.write(b"phone\n")
                file.writelines(line.split(b",", 1)[0] + b"\n" for line in source)
        plain.append(target)
    return plain
